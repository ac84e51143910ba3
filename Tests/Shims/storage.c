// Makes the storage under a directory fail, at run time and without the program's knowledge:
//   LD_PRELOAD=storage.so STORAGE_SPOOL=<directory> STORAGE_FAULT=<file>
// While <file> exists, its text says what fails: "<call> <error> once|always".
//   call:  pwrite pread fdatasync ftruncate open, on the database's files in the directory
//          statvfs, of the directory: it succeeds, and 10 MiB of 10 GiB are free
//   error: ENOSPC EIO EROFS SHORT (of a pwrite: half of it is written, then the disk is full)
// Each fault that was given adds an octet to <file>.given.
//
//   cc -shared -fPIC -O2 -o storage.so storage.c -ldl

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#define REAL(type, name) ((type)dlsym(RTLD_NEXT, name))

enum { short_write = -1 };

static char prefix[PATH_MAX], control[PATH_MAX], given[PATH_MAX];
// The control file whose one fault was given.
static atomic_ulong spent;
// The rest of a short write is refused.
static __thread int refuses_rest;

__attribute__((constructor)) static void configure(void) {
    const char *spool = getenv("STORAGE_SPOOL"), *fault = getenv("STORAGE_FAULT");
    if (!spool || !fault) return;
    snprintf(prefix, sizeof prefix, "%s/postduif.sqlite", spool);
    snprintf(control, sizeof control, "%s", fault);
    snprintf(given, sizeof given, "%s.given", fault);
}

static int is_ours(const char *path) { return prefix[0] && strncmp(path, prefix, strlen(prefix)) == 0; }

static int is_our_file(int fd) {
    char link[64], path[PATH_MAX];
    if (!prefix[0]) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_ours(path);
}

static int number(const char *error) {
    if (strcmp(error, "ENOSPC") == 0) return ENOSPC;
    if (strcmp(error, "EIO") == 0) return EIO;
    if (strcmp(error, "EROFS") == 0) return EROFS;
    return strcmp(error, "SHORT") == 0 ? short_write : 0;
}

// System calls as such: the functions of the C library are those below.
static void tell(void) {
    int fd = (int)syscall(SYS_openat, AT_FDCWD, given, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd < 0) return;
    syscall(SYS_write, fd, "x", 1);
    syscall(SYS_close, fd);
}

// What is to fail now: an errno, short_write, or 0.
static int fault(const char *call) {
    char text[128], named[32], error[32], times[32];
    struct stat status;
    int saved = errno, fd = (int)syscall(SYS_openat, AT_FDCWD, control, O_RDONLY | O_CLOEXEC, 0);
    if (fd < 0) {
        errno = saved;
        return 0;
    }
    long length = syscall(SYS_read, fd, text, sizeof text - 1);
    int known = fstat(fd, &status) == 0;
    syscall(SYS_close, fd);
    errno = saved;
    if (!known || length <= 0) return 0;
    text[length] = 0;
    if (sscanf(text, "%31s %31s %31s", named, error, times) != 3 || strcmp(named, call) != 0) return 0;
    if (strcmp(times, "once") == 0) {
        unsigned long mark = (unsigned long)status.st_ino ^ (unsigned long)status.st_mtim.tv_nsec << 20, former = atomic_load(&spent);
        if (former == mark || !atomic_compare_exchange_strong(&spent, &former, mark)) return 0;
    }
    tell();
    return number(error);
}

#define FAIL(result)                     \
    do {                                 \
        errno = cause;                   \
        return result;                   \
    } while (0)

ssize_t pwrite64(int fd, const void *buffer, size_t length, off64_t offset) {
    static ssize_t (*real)(int, const void *, size_t, off64_t);
    if (!real) real = REAL(ssize_t(*)(int, const void *, size_t, off64_t), "pwrite64");
    if (!is_our_file(fd)) return real(fd, buffer, length, offset);
    int cause = refuses_rest ? ENOSPC : fault("pwrite");
    refuses_rest = 0;
    if (cause == short_write) {
        refuses_rest = 1;
        return real(fd, buffer, (length + 1) / 2, offset);
    }
    if (cause) FAIL(-1);
    return real(fd, buffer, length, offset);
}

ssize_t pread64(int fd, void *buffer, size_t length, off64_t offset) {
    static ssize_t (*real)(int, void *, size_t, off64_t);
    if (!real) real = REAL(ssize_t(*)(int, void *, size_t, off64_t), "pread64");
    int cause = is_our_file(fd) ? fault("pread") : 0;
    if (cause) FAIL(-1);
    return real(fd, buffer, length, offset);
}

int fdatasync(int fd) {
    static int (*real)(int);
    if (!real) real = REAL(int (*)(int), "fdatasync");
    int cause = is_our_file(fd) ? fault("fdatasync") : 0;
    if (cause) FAIL(-1);
    return real(fd);
}

int ftruncate64(int fd, off64_t length) {
    static int (*real)(int, off64_t);
    if (!real) real = REAL(int (*)(int, off64_t), "ftruncate64");
    int cause = is_our_file(fd) ? fault("ftruncate") : 0;
    if (cause) FAIL(-1);
    return real(fd, length);
}

int open64(const char *path, int flags, ...) {
    static int (*real)(const char *, int, ...);
    if (!real) real = REAL(int (*)(const char *, int, ...), "open64");
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = flags & O_CREAT || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    int cause = is_ours(path) ? fault("open") : 0;
    if (cause) FAIL(-1);
    return real(path, flags, mode);
}

int statvfs64(const char *path, struct statvfs64 *status) {
    static int (*real)(const char *, struct statvfs64 *);
    if (!real) real = REAL(int (*)(const char *, struct statvfs64 *), "statvfs64");
    int result = real(path, status);
    if (result == 0 && fault("statvfs")) {
        status->f_bsize = status->f_frsize = 4096;
        status->f_blocks = (10ul << 30) / 4096;
        status->f_bfree = status->f_bavail = (10ul << 20) / 4096;
    }
    return result;
}

int statvfs(const char *path, struct statvfs *status) { return statvfs64(path, (struct statvfs64 *)status); }
