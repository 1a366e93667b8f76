import Foundation

/// Whether the tests were built for speed.
let isOptimized: Bool = {
  var isDebug = false
  assert(
    {
      isDebug = true
      return true
    }())
  return !isDebug
}()

/// Whether this process runs under the address sanitizer.
let isAddressSanitized = unsafe dlsym(nil, "__asan_init") != nil

/// Whether it runs under the thread sanitizer.
let isThreadSanitized = unsafe dlsym(nil, "__tsan_init") != nil

/// Whether it runs under one of them.
let isSanitized = isAddressSanitized || isThreadSanitized
