/* A system that refuses: the n-th call that writes below a folder fails, and every one after it, as on a full disk, or
 * that one alone; or whatever is asked of one file or folder, as when somebody has no right to it.
 *
 * Loaded into a process before its libraries (LD_PRELOAD); its children inherit it. They all count in one file, so that
 * n means the same whoever of them writes. REFUSE_BELOW is the folder, REFUSE_COUNT the file of two numbers of 64 bits
 * (how many calls there were; the first that fails, 0 for none), REFUSE_ERROR what is answered (no room, if left out).
 * REFUSE_ONCE lets the calls after the n-th be. REFUSE_NAMED is the file or folder that nothing is to be had from, and nothing put in.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

struct counted { _Atomic long calls; _Atomic long first; };
static struct counted *counted;
static const char *below;

#define REAL(result, name, ...) \
  static result (*real_##name)(__VA_ARGS__); \
  if (!real_##name) real_##name = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void) {
  REAL(int, open, const char *, int, ...);
  const char *file = getenv("REFUSE_COUNT");
  below = getenv("REFUSE_BELOW");
  if (!file || !below) return;
  int handle = real_open(file, O_RDWR | O_CLOEXEC);
  if (handle < 0) return;
  void *shared = mmap(NULL, sizeof *counted, PROT_READ | PROT_WRITE, MAP_SHARED, handle, 0);
  close(handle);
  if (shared != MAP_FAILED) counted = shared;
}

static int is_below(const char *path, const char *folder) {
  size_t length = strlen(folder);
  return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == 0);
}

static int answered(void) {
  const char *number = getenv("REFUSE_ERROR");
  errno = number ? atoi(number) : ENOSPC;
  return 1;
}

/* Whether a call is refused, by what it is about; those that write are counted. */
static int refused(const char *what, const char *path, int writes) {
  const char *named = getenv("REFUSE_NAMED");
  if (named && is_below(path, named)) return answered();
  if (!writes || !is_below(path, below)) return 0;
  long first = atomic_load(&counted->first), call = atomic_fetch_add(&counted->calls, 1) + 1;
  if (getenv("REFUSE_LOG")) dprintf(2, "#%ld %s %s\n", call, what, path);
  if (!first || (getenv("REFUSE_ONCE") ? call != first : call < first)) return 0;
  return answered();
}

static int refused_path(const char *what, int folder, const char *path, int writes) {
  char whole[2 * PATH_MAX], name[64];
  ssize_t got;
  if (!counted || !path) return 0;
  if (path[0] == '/') return refused(what, path, writes);
  if (folder == AT_FDCWD) {
    if (!getcwd(whole, PATH_MAX)) return 0;
    got = strlen(whole);
  } else {
    snprintf(name, sizeof name, "/proc/self/fd/%d", folder);
    if ((got = readlink(name, whole, PATH_MAX)) < 0) return 0;
  }
  snprintf(whole + got, PATH_MAX, "/%s", path);
  return refused(what, whole, writes);
}

static int refused_handle(const char *what, int handle) {
  char whole[PATH_MAX], name[64];
  struct stat about;
  if (!counted || fstat(handle, &about) || !S_ISREG(about.st_mode)) return 0;
  snprintf(name, sizeof name, "/proc/self/fd/%d", handle);
  ssize_t got = readlink(name, whole, sizeof whole - 1);
  if (got < 0) return 0;
  whole[got] = 0;
  return refused(what, whole, 1);
}

#define BY_HANDLE(result, name, types, names, handle) \
  result name types { \
    static result (*real) types; \
    if (!real) real = (result (*) types)dlsym(RTLD_NEXT, #name); \
    return refused_handle(#name, handle) ? -1 : real names; \
  }
#define BY_PATH(result, none, name, types, names, writes, folder, path) \
  result name types { \
    static result (*real) types; \
    if (!real) real = (result (*) types)dlsym(RTLD_NEXT, #name); \
    return refused_path(#name, folder, path, writes) ? none : real names; \
  }
#define MAKING(name, types, names, folder, path) BY_PATH(int, -1, name, types, names, 1, folder, path)
#define TAKING(name, types, names, folder, path) BY_PATH(int, -1, name, types, names, 0, folder, path)
#define OPENING(name, types, names, folder) \
  int name types { \
    static int (*real) (); \
    mode_t mode = 0; \
    if (!real) real = (int (*) ())dlsym(RTLD_NEXT, #name); \
    if (flags & (O_CREAT | __O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); } \
    if (refused_path(#name, folder, path, flags & O_CREAT)) return -1; \
    return real names; \
  }

BY_HANDLE(ssize_t, write, (int handle, const void *data, size_t size), (handle, data, size), handle)
BY_HANDLE(ssize_t, pwrite, (int handle, const void *data, size_t size, off_t at), (handle, data, size, at), handle)
BY_HANDLE(ssize_t, pwrite64, (int handle, const void *data, size_t size, off64_t at), (handle, data, size, at), handle)
BY_HANDLE(ssize_t, writev, (int handle, const struct iovec *data, int size), (handle, data, size), handle)
BY_HANDLE(ssize_t, pwritev, (int handle, const struct iovec *data, int size, off_t at), (handle, data, size, at), handle)
BY_HANDLE(ssize_t, sendfile, (int to, int from, off_t *at, size_t size), (to, from, at, size), to)
BY_HANDLE(ssize_t, sendfile64, (int to, int from, off64_t *at, size_t size), (to, from, at, size), to)
BY_HANDLE(ssize_t, copy_file_range, (int from, off64_t *at, int to, off64_t *there, size_t size, unsigned how),
          (from, at, to, there, size, how), to)
BY_HANDLE(int, ftruncate, (int handle, off_t size), (handle, size), handle)
BY_HANDLE(int, ftruncate64, (int handle, off64_t size), (handle, size), handle)
BY_HANDLE(int, fallocate, (int handle, int how, off_t at, off_t size), (handle, how, at, size), handle)
BY_HANDLE(int, fallocate64, (int handle, int how, off64_t at, off64_t size), (handle, how, at, size), handle)
BY_HANDLE(int, fsync, (int handle), (handle), handle)
BY_HANDLE(int, fdatasync, (int handle), (handle), handle)

MAKING(mkdir, (const char *path, mode_t mode), (path, mode), AT_FDCWD, path)
MAKING(mkdirat, (int folder, const char *path, mode_t mode), (folder, path, mode), folder, path)
MAKING(link, (const char *from, const char *path), (from, path), AT_FDCWD, path)
MAKING(linkat, (int old, const char *from, int folder, const char *path, int how), (old, from, folder, path, how), folder, path)
MAKING(symlink, (const char *from, const char *path), (from, path), AT_FDCWD, path)
MAKING(rename, (const char *from, const char *path), (from, path), AT_FDCWD, path)
MAKING(renameat, (int old, const char *from, int folder, const char *path), (old, from, folder, path), folder, path)
MAKING(renameat2, (int old, const char *from, int folder, const char *path, unsigned how), (old, from, folder, path, how), folder, path)

TAKING(unlink, (const char *path), (path), AT_FDCWD, path)
TAKING(unlinkat, (int folder, const char *path, int how), (folder, path, how), folder, path)
TAKING(rmdir, (const char *path), (path), AT_FDCWD, path)
TAKING(chmod, (const char *path, mode_t mode), (path, mode), AT_FDCWD, path)
BY_PATH(DIR *, NULL, opendir, (const char *path), (path), 0, AT_FDCWD, path)

OPENING(open, (const char *path, int flags, ...), (path, flags, mode), AT_FDCWD)
OPENING(open64, (const char *path, int flags, ...), (path, flags, mode), AT_FDCWD)
OPENING(openat, (int folder, const char *path, int flags, ...), (folder, path, flags, mode), folder)
OPENING(openat64, (int folder, const char *path, int flags, ...), (folder, path, flags, mode), folder)
