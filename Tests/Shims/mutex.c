// Shows the thread sanitizer the waits of Swift's `Mutex`:
//   LD_PRELOAD=mutex.so <a program that was built with -sanitize=thread>
// Who finds a mutex taken waits in the standard library, which is not instrumented: without this, all that a contended `withLock` guards is reported
// as a race. What is guarded by nothing is reported as before.
//
//   clang -shared -fPIC -O1 -o mutex.so mutex.c -ldl

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

// Of the sanitizer's run time (compiler-rt, tsan_interface.h). In a program without it nothing is said.
__attribute__((weak)) void __tsan_acquire(void *address);
__attribute__((weak)) void __tsan_release(void *address);

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

typedef SWIFT void (*lock_call)(uint32_t thread, SELF);
typedef SWIFT void (*unlock_call)(SELF);

SWIFT void lock_slow(uint32_t thread, SELF handle) __asm__(LOCK);
SWIFT void unlock_slow(SELF handle) __asm__(UNLOCK);

SWIFT void lock_slow(uint32_t thread, SELF handle) {
    ((lock_call)dlsym(RTLD_NEXT, LOCK))(thread, handle);
    if (__tsan_acquire) __tsan_acquire(handle);
}

SWIFT void unlock_slow(SELF handle) {
    if (__tsan_release) __tsan_release(handle);
    ((unlock_call)dlsym(RTLD_NEXT, UNLOCK))(handle);
}
