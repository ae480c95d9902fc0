/*
 * A medium that fails when it is told to: preloaded into a process, it makes calls that write fail as a full, a failing or
 * a read-only disk would. What fails stands in the file that FAULTS names, a line each: ERROR CALL PART, for example
 * "ENOSPC write /keys.db". CALL is write, sync or open (for writing); it fails for files whose path contains PART, but
 * never for what the process says.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static int number(const char *error) {
    if (strcmp(error, "ENOSPC") == 0) {
        return ENOSPC;
    }
    return strcmp(error, "EROFS") == 0 ? EROFS : EIO;
}

/* 1, and errno is set, if the call is to fail for the path. */
static int fails(const char *call, const char *path) {
    const char *faults = getenv("FAULTS");
    if (faults == NULL) {
        return 0;
    }
    char text[4096];
    int kept = errno;
    int fd = (int) syscall(SYS_openat, AT_FDCWD, faults, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        errno = kept;
        return 0;
    }
    ssize_t length = read(fd, text, sizeof text - 1);
    close(fd);
    errno = kept;
    text[length < 0 ? 0 : length] = 0;
    char *rest = NULL;
    for (char *line = strtok_r(text, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
        char error[16], wanted[16], part[PATH_MAX];
        if (sscanf(line, "%15s %15s %4095s", error, wanted, part) == 3 && strcmp(wanted, call) == 0
            && strstr(path, part) != NULL) {
            errno = number(error);
            return 1;
        }
    }
    return 0;
}

static int fails_for(const char *call, int fd) {
    if (fd <= STDERR_FILENO) {
        return 0;
    }
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) {
        return 0;
    }
    path[length] = 0;
    return fails(call, path);
}

#define REAL(type, name, ...) ((type (*)(__VA_ARGS__)) dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *bytes, size_t count) {
    return fails_for("write", fd) ? -1 : REAL(ssize_t, write, int, const void *, size_t)(fd, bytes, count);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
    return fails_for("write", fd) ? -1 : REAL(ssize_t, pwrite, int, const void *, size_t, off_t)(fd, bytes, count, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
    return fails_for("write", fd) ? -1
                                  : REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t)(fd, bytes, count, at);
}

int ftruncate(int fd, off_t length) {
    return fails_for("write", fd) ? -1 : REAL(int, ftruncate, int, off_t)(fd, length);
}

int ftruncate64(int fd, off64_t length) {
    return fails_for("write", fd) ? -1 : REAL(int, ftruncate64, int, off64_t)(fd, length);
}

int fsync(int fd) {
    return fails_for("sync", fd) ? -1 : REAL(int, fsync, int)(fd);
}

int fdatasync(int fd) {
    return fails_for("sync", fd) ? -1 : REAL(int, fdatasync, int)(fd);
}

static int opened(const char *name, const char *path, int flags, va_list more) {
    if ((flags & (O_WRONLY | O_RDWR | O_CREAT)) != 0 && fails("open", path)) {
        return -1;
    }
    int mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, int) : 0;
    return ((int (*)(const char *, int, ...)) dlsym(RTLD_NEXT, name))(path, flags, mode);
}

int open(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    int fd = opened("open", path, flags, more);
    va_end(more);
    return fd;
}

int open64(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    int fd = opened("open64", path, flags, more);
    va_end(more);
    return fd;
}
