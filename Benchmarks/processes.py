"""What the benchmarks of whole processes share: what they run on, how they are run, and how they are compared."""
import argparse
import datetime
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time

BENCHMARKS = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.dirname(BENCHMARKS)
PEERS = os.path.join(BENCHMARKS, "Peers")
CACHE = os.path.join(PROJECT, ".build-bench")


def fail(sentence):
    sys.exit(f"{os.path.relpath(sys.argv[0], PROJECT)}: {sentence}")


def count(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a positive number")
    return number


def find_oracle():
    folder = os.environ.get("TICKLINE_ORACLE") or os.path.join(PROJECT, "..", "shared", "oracle")
    if all(os.path.isfile(os.path.join(folder, name)) for name in ("make_ticks.py", "pipeline.py")):
        return os.path.abspath(folder)
    print("TICKLINE_ORACLE names no folder with make_ticks.py and pipeline.py: "
          "the ticks and the pipeline of Benchmarks/Peers are used alone.\n")
    return None


def swift_build(package, product):
    """Builds a product in release and returns the folder it is in."""
    command = ["swift", "build", "-c", "release", "--package-path", package, "--product", product]
    if subprocess.run(command, stdout=sys.stderr).returncode != 0:
        fail(f"'{' '.join(command)}' failed.")
    return os.path.join(package, ".build", "release")


def make_ticks(row_count, seed, oracle, cache=CACHE):
    """The tick file's path; made only where it is not kept from an earlier run."""
    maker = os.path.join(oracle, "make_ticks.py") if oracle else os.path.join(PEERS, "ticks.py")
    path = os.path.join(cache, f"{'oracle' if oracle else 'peers'}-{row_count}-{seed}.csv")
    if not os.path.exists(path):
        os.makedirs(cache, exist_ok=True)
        print(f"making {path}", file=sys.stderr)
        with tempfile.NamedTemporaryFile(dir=cache, suffix=".part") as file:
            made = subprocess.run([sys.executable, maker, str(row_count), str(seed)], stdout=file)
            if made.returncode != 0:
                fail(f"{maker} could not make {row_count} rows.")
            os.link(file.name, path)
    return path


def run_process(command):
    """Standard output, wall seconds and peak resident bytes of one whole process.

    The peak counts what the process had before its program was loaded: this script's own megabytes. A fork copies
    fewer of them than subprocess would.
    """
    with tempfile.TemporaryFile() as output:
        sys.stdout.flush()
        started = time.perf_counter()
        child = os.fork()
        if child == 0:
            try:
                os.dup2(output.fileno(), 1)
                os.execvp(command[0], command)
            except OSError as error:
                os.write(2, f"{command[0]}: {error.strerror}\n".encode())
            finally:
                os._exit(127)
        _, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - started
        if status != 0:
            fail(f"'{' '.join(command)}' ended with status {os.waitstatus_to_exitcode(status)}.")
        output.seek(0)
        peak_bytes = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        return output.read().decode(), seconds, peak_bytes


def print_machine():
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    commit = output_of(["git", "-C", PROJECT, "describe", "--always", "--dirty"])
    swift = output_of(["swift", "--version"]).split("\n")[0]
    print(f"date     {datetime.date.today().isoformat()}, commit {commit or 'unknown'}")
    print(f"machine  {processor_name()}, {cores} cores, {platform.system()} {platform.release()} {platform.machine()}")
    print(f"swift    {swift}")
    print(f"python   {platform.python_implementation()} {platform.python_version()}")


def output_of(command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout.strip()


def processor_name():
    if sys.platform == "darwin":
        return output_of(["sysctl", "-n", "machdep.cpu.brand_string"])
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        names = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    return names[0] if names else "unknown processor"


class Comparison:
    """Two commands that do the same work, and the bound that the ratio of their times must keep."""

    def __init__(self, name, ours, peer, peer_name, faster=None, share=None, answers=None, own_clock=None):
        self.name, self.ours, self.peer, self.peer_name = name, ours, peer, peer_name
        self.faster = faster  # how many times as fast ours must be
        self.share = share  # or which share of the peer's time it may take
        self.answers = answers  # takes both outputs; a sentence where they do not agree
        self.own_clock = own_clock  # takes the peer's output; the seconds that it measured itself
        self.seconds = {}  # the shortest of each

    def measure(self):
        """One round: each of them once."""
        outputs = []
        for command in (self.ours, self.peer):
            output, seconds, _ = run_process(command)
            if command is self.peer and self.own_clock:
                seconds = self.own_clock(output)
            who = "ours" if command is self.ours else "peer"
            self.seconds[who] = min(seconds, self.seconds.get(who, seconds))
            outputs.append(output)
        complaint = self.answers and self.answers(*outputs)
        if complaint:
            fail(f"{self.name}: {complaint}")

    def row(self):
        """The line of the table."""
        ours, peer = self.seconds["ours"], self.seconds["peer"]
        figure = f"{ours / peer:.2f} of its time" if self.share else f"{peer / ours:.2f} times as fast"
        bound, is_kept = "", True
        if self.faster:
            bound, is_kept = f"at least {self.faster:g}", peer / ours >= self.faster
        elif self.share:
            bound, is_kept = f"at most {self.share:g}", ours / peer <= self.share
        return f"| {self.name} | {ours:.3f} s | {self.peer_name} | {peer:.3f} s | {figure} | {bound}{'' if is_kept else ', missed'} |"


def compare(comparisons, round_count):
    """Measures all in turn, several rounds, and prints the table of the shortest times."""
    for _ in range(round_count):
        for comparison in comparisons:
            comparison.measure()
    print("\n| what | ours | peer | peer's | ratio | must be |\n|---|---|---|---|---|---|")
    for comparison in comparisons:
        print(comparison.row())


def print_peaks(commands, bound_mib):
    """Prints the peak of resident memory of each command, by name."""
    _, _, floor = run_process(["true"])
    print(f"\n| peak resident memory (below {floor / 2**20:.1f} MiB it can't be seen) | MiB | must be |\n|---|---|---|")
    for name, command, bound in commands:
        _, _, peak = run_process(command)
        peak /= 2**20
        bound = bound or bound_mib
        print(f"| {name} | {peak:.1f} | below {bound}{'' if peak < bound else ', missed'} |")


def python_with(*packages):
    """A Python that has these packages: the one that runs this, or one of an environment that is made where it lacks them."""
    check = "import " + ", ".join(packages)
    for python in (sys.executable, os.path.join(CACHE, "python", "bin", "python")):
        if os.path.exists(python) and subprocess.run([python, "-c", check], stderr=subprocess.DEVNULL, check=False).returncode == 0:
            return python
    environment = os.path.join(CACHE, "python")
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    python = os.path.join(environment, "bin", "python")
    done = subprocess.run([python, "-m", "pip", "install", "-q", *packages], stdout=sys.stderr, check=False)
    return python if done.returncode == 0 else None


def has(program):
    return shutil.which(program) is not None
