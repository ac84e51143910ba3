// Kills the process that loads it at a chosen moment: LD_PRELOAD=crash.so CRASH_AT=<point>:<n> ends it with SIGKILL the
// n-th time it comes to that point. Nothing of the program knows of this: the points are the system calls of libcurl and SQLite.
//
//   cc -shared -fPIC -O2 -o crash.so crash.c -ldl

#define _GNU_SOURCE
#include <dlfcn.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

enum { descriptors = 4096 };
// What a relay connection waits for.
enum { envelope, content, dot_reply };

static char point[64];
static int wanted;
static atomic_int seen;
static atomic_int state[descriptors];
// A relay has answered a dot, and no sync has come since.
static atomic_int settlement_waits;

__attribute__((constructor)) static void configure(void) {
    const char *setting = getenv("CRASH_AT");
    if (setting && sscanf(setting, "%63[a-z0-9_]:%d", point, &wanted) != 2) wanted = 0;
}

static int is_point(const char *name) { return wanted > 0 && strcmp(point, name) == 0; }

static int comes_to(const char *name) { return is_point(name) && atomic_fetch_add(&seen, 1) + 1 == wanted; }

static void end(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static void at(const char *name) {
    if (comes_to(name)) end();
}

static int has(const void *buffer, size_t length, const char *text) {
    return memmem(buffer, length, text, strlen(text)) != NULL;
}

static int begins(const void *buffer, size_t length, const char *text) {
    return length >= strlen(text) && memcmp(buffer, text, strlen(text)) == 0;
}

static int ends(const char *path, const char *suffix) {
    size_t length = strlen(path);
    return length >= strlen(suffix) && strcmp(path + length - strlen(suffix), suffix) == 0;
}

// The path of a descriptor; empty when there is none.
static void path_of(int fd, char path[PATH_MAX]) {
    char name[64];
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(name, path, PATH_MAX - 1);
    path[length > 0 ? length : 0] = 0;
}

static int is_database(int fd) {
    char path[PATH_MAX];
    path_of(fd, path);
    return ends(path, "/postduif.sqlite");
}

// The database of a spool, its log or its journal; not what readers share of the log.
static int is_of_database(int fd) {
    char path[PATH_MAX];
    path_of(fd, path);
    return strstr(path, "/postduif.sqlite") && !ends(path, "-shm");
}

// A backup that has no name of its own yet.
static int is_draft(int fd) {
    char path[PATH_MAX];
    path_of(fd, path);
    return strstr(path, ".partial") != NULL;
}

int fdatasync(int fd) {
    static int (*real)(int);
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    int settles = atomic_exchange(&settlement_waits, 0);
    at("before_commit");
    if (settles) at("before_settlement");
    if (is_point("mid_migration") && is_of_database(fd)) at("mid_migration");
    int result = real(fd);
    at("after_commit");
    if (settles) at("after_settlement");
    return result;
}

ssize_t pwrite64(int fd, const void *buffer, size_t length, off64_t offset) {
    static ssize_t (*real)(int, const void *, size_t, off64_t);
    if (!real) real = (ssize_t (*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");
    if (is_point("mid_checkpoint") && is_database(fd) && comes_to("mid_checkpoint")) {
        real(fd, buffer, length / 2, offset);
        end();
    }
    if ((is_point("mid_migration") && is_of_database(fd) && comes_to("mid_migration"))
        || (is_point("mid_backup") && is_draft(fd) && comes_to("mid_backup"))) {
        real(fd, buffer, length / 2, offset);
        end();
    }
    return real(fd, buffer, length, offset);
}

int fsync(int fd) {
    static int (*real)(int);
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    if (is_point("mid_backup") && is_draft(fd)) at("mid_backup");
    return real(fd);
}

int link(const char *from, const char *to) {
    static int (*real)(const char *, const char *);
    if (!real) real = (int (*)(const char *, const char *))dlsym(RTLD_NEXT, "link");
    if (ends(from, ".partial")) at("mid_backup");
    int result = real(from, to);
    if (ends(from, ".partial")) at("after_backup");
    return result;
}

ssize_t send(int fd, const void *buffer, size_t length, int flags) {
    static ssize_t (*real)(int, const void *, size_t, int);
    if (!real) real = (ssize_t (*)(int, const void *, size_t, int))dlsym(RTLD_NEXT, "send");
    if (fd < 0 || fd >= descriptors) return real(fd, buffer, length, flags);
    if (begins(buffer, length, "MAIL FROM:")) at("before_mail");
    if (begins(buffer, length, "RCPT TO:")) at("after_mail");
    if (begins(buffer, length, "DATA\r\n")) at("after_rcpt");
    if (atomic_load(&state[fd]) != content) return real(fd, buffer, length, flags);
    at("after_354");
    if (comes_to("mid_body")) {
        real(fd, buffer, length / 2, flags);
        end();
    }
    ssize_t result = real(fd, buffer, length, flags);
    if (result == (ssize_t)length && has(buffer, length, "\r\n.\r\n")) {
        atomic_store(&state[fd], dot_reply);
        at("after_dot");
    }
    return result;
}

ssize_t recv(int fd, void *buffer, size_t length, int flags) {
    static ssize_t (*real)(int, void *, size_t, int);
    if (!real) real = (ssize_t (*)(int, void *, size_t, int))dlsym(RTLD_NEXT, "recv");
    ssize_t result = real(fd, buffer, length, flags);
    if (result <= 0 || fd < 0 || fd >= descriptors) return result;
    if (begins(buffer, (size_t)result, "220")) at("after_connect");
    if (atomic_load(&state[fd]) == dot_reply && begins(buffer, (size_t)result, "250")) {
        atomic_store(&state[fd], envelope);
        atomic_store(&settlement_waits, 1);
        at("after_250");
    }
    // Behind the answer to a dot the next 354 may stand.
    if (has(buffer, (size_t)result, "354 ")) atomic_store(&state[fd], content);
    return result;
}
