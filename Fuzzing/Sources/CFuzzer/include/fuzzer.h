// The part of libFuzzer's interface that is used. Source: llvm.org/docs/LibFuzzer.html, "Using libFuzzer as a library".
#pragma once
#include <stddef.h>
#include <stdint.h>

// Tries `trial` again and again, as the arguments say. Returns the exit code.
int LLVMFuzzerRunDriver(int *argument_count, char ***arguments, int (*trial)(const uint8_t *bytes, size_t count));
