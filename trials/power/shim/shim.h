// Logs what a process does to the files below POWER_ROOT, in one order across processes, and lets it fail there on request.
// Files are written as usual. stdio streams below POWER_ROOT are not buffered here, since libc writes past this library.
// The log and the control page are described in file-call-log.ts and file-call-shim.ts.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPEN = 1, WRITE, TRUNCATE, RENAME, UNLINK, MKDIR, RMDIR, SYNC_BEGIN, SYNC_END, SAY, LINK };

// The control page, which the trial writes while the process runs. A fault waits for `skip` matching calls, then hits
// `times` of them.
struct control {
  _Atomic uint64_t entries;
  _Atomic uint64_t cut_at;
  _Atomic int32_t error, ops, skip, times, delay_ms;
  char name[44];
  // Milliseconds by which the wall clock is ahead.
  _Atomic int64_t clock_ms;
};

extern struct control *shim_control;

// The descriptor of the log, or less than 0, and whether the library also logs everything that the processes print.
extern int shim_log, shim_says;

#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

int shim_real_open(const char *path, int flags, int mode);

// The part of a path below the root, or NULL; the function follows no links in it.
const char *shim_below(const char *path, char *space);

void shim_note(int op, uint64_t inode, uint64_t offset, const void *one, size_t length, const void *other, size_t more);

// Whether a call is to fail, with errno set then. Slowness is a fault that does not fail.
int shim_fails(int op, const char *name);
int shim_fails_at(int op, int fd);

int shim_is_watched(int fd);
void shim_watch(int fd, int on);

// Logs that a process has opened a file below the root.
void shim_opened(int fd, const char *path, int flags);
