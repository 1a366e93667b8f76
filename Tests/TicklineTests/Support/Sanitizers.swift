import Foundation

/// Whether this process runs under the address or the thread sanitizer.
let isSanitized: Bool = {
  guard let handle = unsafe dlopen(nil, RTLD_NOW) else { return false }
  defer { unsafe dlclose(handle) }
  return unsafe dlsym(handle, "__asan_init") != nil || dlsym(handle, "__tsan_init") != nil
}()
