// Logs what a process does to the files below POWER_ROOT, in one order across processes, and lets it fail there on request.
// Files are written as usual. stdio streams below POWER_ROOT are not buffered here, since libc writes past this library.
// The log and the control page are described in log.ts and shim.ts.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPEN = 1, WRITE, TRUNCATE, RENAME, UNLINK, MKDIR, RMDIR, SYNC_BEGIN, SYNC_END, SAY, LINK };

struct entry {
  uint32_t op, length, more, pid;
  uint64_t inode, offset;
};

// What the trial decides while the process runs. A fault waits for `skip` matching calls, then hits `times` of them.
struct control {
  _Atomic uint64_t entries;
  _Atomic uint64_t cut_at;
  _Atomic int32_t error, ops, skip, times, delay_ms;
  char name[44];
};

static char root[PATH_MAX];
static size_t root_length;
static int log_fd = -1, says;
static struct control *control;
#define FDS 65536
static uint8_t watched[FDS];
static FILE *streams[1024];

#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static int real_open(const char *path, int flags, int mode) {
  REAL(int, "open64", const char *, int, ...);
  return real(path, flags, mode);
}

__attribute__((constructor)) static void start(void) {
  const char *folder = getenv("POWER_ROOT"), *log = getenv("POWER_LOG"), *page = getenv("POWER_CONTROL");
  if (!folder || !log || !page || !realpath(folder, root)) return;
  root_length = strlen(root);
  says = getenv("POWER_SAYS") != NULL;
  int fd = real_open(page, O_RDWR | O_CLOEXEC, 0);
  if (fd < 0) return;
  control = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  // High, so that no program takes the descriptor for one of its own.
  int opened = real_open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
  log_fd = fcntl(opened, F_DUPFD_CLOEXEC, 900);
}

// The path below the root, or NULL; links in it are not followed.
static const char *below(const char *path, char *space) {
  if (log_fd < 0 || !path) return NULL;
  if (path[0] != '/') {
    if (!getcwd(space, PATH_MAX)) return NULL;
    snprintf(space + strlen(space), PATH_MAX - strlen(space), "/%s", path);
  } else {
    snprintf(space, PATH_MAX, "%s", path);
  }
  if (strncmp(space, root, root_length) != 0) return NULL;
  if (space[root_length] == 0) return ".";
  if (space[root_length] != '/') return NULL;
  return space + root_length + 1;
}

static void note(int op, uint64_t inode, uint64_t offset, const void *one, size_t length, const void *other, size_t more) {
  if (log_fd < 0) return;
  REAL(ssize_t, "writev", int, const struct iovec *, int);
  uint64_t cut = atomic_load(&control->cut_at), nth = atomic_fetch_add(&control->entries, 1) + 1;
  if (cut && nth > cut) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
  }
  struct entry head = {op, length, more, getpid(), inode, offset};
  struct iovec parts[3] = {{&head, sizeof head}, {(void *)one, length}, {(void *)other, more}};
  int saved = errno;
  ssize_t written = real(log_fd, parts, 3);
  if (written != (ssize_t)(sizeof head + length + more)) abort();
  errno = saved;
}

// Whether this call is to fail; errno is set then. Slowness is a fault that does not fail.
static int fails(int op, const char *name) {
  if (log_fd < 0 || !(atomic_load(&control->ops) & (1 << op))) return 0;
  if (control->name[0] && !(name && strstr(name, control->name))) return 0;
  if (atomic_fetch_sub(&control->skip, 1) > 0) return 0;
  if (atomic_fetch_sub(&control->times, 1) <= 0) return 0;
  int wait = atomic_load(&control->delay_ms);
  if (wait) usleep(wait * 1000);
  int error = atomic_load(&control->error);
  if (error) errno = error;
  return error != 0;
}

static int is_watched(int fd) { return log_fd >= 0 && fd >= 0 && fd < FDS && watched[fd]; }

static const char *name_of(int fd, char *space) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, space, PATH_MAX - 1);
  space[length < 0 ? 0 : length] = 0;
  return space;
}

// Not every close is seen here: a descriptor may have become a socket since.
static int fails_at(int op, int fd) {
  char space[PATH_MAX], other[PATH_MAX];
  if (!(atomic_load(&control->ops) & (1 << op))) return 0;
  const char *name = below(name_of(fd, space), other);
  return name && fails(op, name);
}

static void opened(int fd, const char *path, int flags) {
  char space[PATH_MAX];
  const char *name = below(path, space);
  if (fd < 0 || fd >= FDS) return;
  watched[fd] = name != NULL;
  struct stat seen;
  if (!name || fstat(fd, &seen) != 0) return;
  if (S_ISREG(seen.st_mode)) note(OPEN, seen.st_ino, (flags & O_TRUNC) && (flags & O_ACCMODE) ? 1 : 0, name, strlen(name), NULL, 0);
}

static int open_any(const char *path, int flags, int mode) {
  char space[PATH_MAX];
  const char *name = below(path, space);
  if (name && (flags & (O_CREAT | O_WRONLY | O_RDWR)) && fails(OPEN, name)) return -1;
  int fd = real_open(path, flags, mode);
  if (name || (fd >= 0 && fd < FDS && watched[fd])) opened(fd, path, flags);
  return fd;
}

#define OPENING(name) \
  int name(const char *path, int flags, ...) { \
    va_list list; \
    va_start(list, flags); \
    int mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(list, int) : 0; \
    va_end(list); \
    return open_any(path, flags, mode); \
  }
OPENING(open)
OPENING(open64)

int close(int fd) {
  REAL(int, "close", int);
  if (fd >= 0 && fd == log_fd) return 0;
  if (fd >= 0 && fd < FDS) watched[fd] = 0;
  return real(fd);
}

static void wrote(int fd, uint64_t offset, const void *data, size_t length) {
  struct stat seen;
  if (length > 0 && fstat(fd, &seen) == 0 && S_ISREG(seen.st_mode)) note(WRITE, seen.st_ino, offset, data, length, NULL, 0);
}

static ssize_t real_write(int fd, const void *data, size_t length) {
  REAL(ssize_t, "write", int, const void *, size_t);
  return real(fd, data, length);
}

ssize_t write(int fd, const void *data, size_t length) {
  if (fd == 1 && says && log_fd >= 0) note(SAY, 0, 0, data, length, NULL, 0);
  if (!is_watched(fd)) return real_write(fd, data, length);
  if (fails_at(WRITE, fd)) {
    // A full disk takes a part first.
    if (errno != ENOSPC || length < 2) return -1;
    length /= 2;
  }
  ssize_t done = real_write(fd, data, length);
  // The position after the write is right for files opened to append, too.
  if (done > 0) wrote(fd, lseek(fd, 0, SEEK_CUR) - done, data, done);
  return done;
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  REAL(ssize_t, "writev", int, const struct iovec *, int);
  int said = fd == 1 && says && log_fd >= 0;
  if (!is_watched(fd) && !said) return real(fd, parts, count);
  ssize_t all = 0;
  for (int at = 0; at < count; at++) {
    ssize_t done = write(fd, parts[at].iov_base, parts[at].iov_len);
    if (done < 0) return all > 0 ? all : -1;
    all += done;
    if (done < (ssize_t)parts[at].iov_len) break;
  }
  return all;
}

static ssize_t pwrite_any(int fd, const void *data, size_t length, off_t offset) {
  REAL(ssize_t, "pwrite64", int, const void *, size_t, off_t);
  if (!is_watched(fd)) return real(fd, data, length, offset);
  if (fails_at(WRITE, fd)) return -1;
  ssize_t done = real(fd, data, length, offset);
  if (done > 0) wrote(fd, offset, data, done);
  return done;
}
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return pwrite_any(fd, data, length, offset); }
ssize_t pwrite64(int fd, const void *data, size_t length, off_t offset) { return pwrite_any(fd, data, length, offset); }

static ssize_t pwritev_any(int fd, const struct iovec *parts, int count, off_t offset) {
  ssize_t all = 0;
  for (int at = 0; at < count; at++) {
    ssize_t done = pwrite_any(fd, parts[at].iov_base, parts[at].iov_len, offset + all);
    if (done < 0) return all > 0 ? all : -1;
    all += done;
    if (done < (ssize_t)parts[at].iov_len) break;
  }
  return all;
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) { return pwritev_any(fd, parts, count, offset); }
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off_t offset) { return pwritev_any(fd, parts, count, offset); }

static int sync_any(int fd, const char *which, int (*real)(int)) {
  (void)which;
  struct stat seen;
  if (!is_watched(fd) || fstat(fd, &seen) != 0) return real(fd);
  if (fails_at(SYNC_BEGIN, fd)) return -1;
  note(SYNC_BEGIN, seen.st_ino, 0, NULL, 0, NULL, 0);
  int done = real(fd);
  if (done == 0) note(SYNC_END, seen.st_ino, 0, NULL, 0, NULL, 0);
  return done;
}
int fsync(int fd) {
  REAL(int, "fsync", int);
  return sync_any(fd, "fsync", real);
}
int fdatasync(int fd) {
  REAL(int, "fdatasync", int);
  return sync_any(fd, "fdatasync", real);
}

static int ftruncate_any(int fd, off_t size) {
  REAL(int, "ftruncate64", int, off_t);
  if (is_watched(fd) && fails_at(TRUNCATE, fd)) return -1;
  int done = real(fd, size);
  struct stat seen;
  if (done == 0 && is_watched(fd) && fstat(fd, &seen) == 0) note(TRUNCATE, seen.st_ino, size, NULL, 0, NULL, 0);
  return done;
}
int ftruncate(int fd, off_t size) { return ftruncate_any(fd, size); }
int ftruncate64(int fd, off_t size) { return ftruncate_any(fd, size); }

int truncate(const char *path, off_t size) {
  REAL(int, "truncate64", const char *, off_t);
  char space[PATH_MAX];
  const char *name = below(path, space);
  struct stat seen;
  int done = real(path, size);
  if (done == 0 && name && stat(path, &seen) == 0) note(TRUNCATE, seen.st_ino, size, NULL, 0, NULL, 0);
  return done;
}

int posix_fallocate(int fd, off_t offset, off_t length) {
  REAL(int, "posix_fallocate64", int, off_t, off_t);
  if (is_watched(fd) && fails_at(TRUNCATE, fd)) return errno;
  int done = real(fd, offset, length);
  struct stat seen;
  if (done == 0 && is_watched(fd) && fstat(fd, &seen) == 0) note(TRUNCATE, seen.st_ino, seen.st_size, NULL, 0, NULL, 0);
  return done;
}

int rename(const char *from, const char *to) {
  REAL(int, "rename", const char *, const char *);
  char one[PATH_MAX], other[PATH_MAX];
  const char *old = below(from, one), *new = below(to, other);
  if (old && fails(RENAME, old)) return -1;
  int done = real(from, to);
  if (done == 0 && old && new) note(RENAME, 0, 0, old, strlen(old), new, strlen(new));
  return done;
}

int link(const char *from, const char *to) {
  REAL(int, "link", const char *, const char *);
  char one[PATH_MAX], other[PATH_MAX];
  const char *old = below(from, one), *new = below(to, other);
  int done = real(from, to);
  if (done == 0 && old && new) note(LINK, 0, 0, old, strlen(old), new, strlen(new));
  return done;
}

static int change_path(int op, const char *path, int done, const char *name) {
  struct stat seen = {0};
  if (done == 0 && op == MKDIR) stat(path, &seen);
  if (done == 0 && name) note(op, seen.st_ino, 0, name, strlen(name), NULL, 0);
  return done;
}
int unlink(const char *path) {
  REAL(int, "unlink", const char *);
  char space[PATH_MAX];
  const char *name = below(path, space);
  if (name && fails(UNLINK, name)) return -1;
  return change_path(UNLINK, path, real(path), name);
}
int mkdir(const char *path, mode_t mode) {
  REAL(int, "mkdir", const char *, mode_t);
  char space[PATH_MAX];
  const char *name = below(path, space);
  if (name && fails(MKDIR, name)) return -1;
  return change_path(MKDIR, path, real(path, mode), name);
}
int rmdir(const char *path) {
  REAL(int, "rmdir", const char *);
  char space[PATH_MAX];
  return change_path(RMDIR, path, real(path), below(path, space));
}

static FILE *fopen_any(const char *path, const char *mode) {
  REAL(FILE *, "fopen64", const char *, const char *);
  char space[PATH_MAX];
  const char *name = below(path, space);
  int writes = mode[0] != 'r' || strchr(mode, '+');
  if (name && writes && fails(OPEN, name)) return NULL;
  FILE *stream = real(path, mode);
  if (!stream || !name || !writes) return stream;
  opened(fileno(stream), path, mode[0] == 'w' ? O_WRONLY | O_TRUNC : O_WRONLY);
  for (int at = 0; at < 1024; at++)
    if (__sync_bool_compare_and_swap(&streams[at], NULL, stream)) break;
  return stream;
}
FILE *fopen(const char *path, const char *mode) { return fopen_any(path, mode); }
FILE *fopen64(const char *path, const char *mode) { return fopen_any(path, mode); }

static int place_of(FILE *stream) {
  for (int at = 0; log_fd >= 0 && at < 1024; at++)
    if (streams[at] == stream) return at;
  return -1;
}

static size_t fwrite_any(const void *data, size_t size, size_t count, FILE *stream, size_t (*real)(const void *, size_t, size_t, FILE *)) {
  if (place_of(stream) < 0) return real(data, size, count, stream);
  size_t all = size * count, done = 0;
  while (done < all) {
    ssize_t part = write(fileno(stream), (const char *)data + done, all - done);
    if (part < 0) return size ? done / size : 0;
    done += part;
  }
  return count;
}
size_t fwrite(const void *data, size_t size, size_t count, FILE *stream) {
  REAL(size_t, "fwrite", const void *, size_t, size_t, FILE *);
  return fwrite_any(data, size, count, stream, real);
}
#undef fwrite_unlocked
size_t fwrite_unlocked(const void *data, size_t size, size_t count, FILE *stream) {
  REAL(size_t, "fwrite_unlocked", const void *, size_t, size_t, FILE *);
  return fwrite_any(data, size, count, stream, real);
}

int fclose(FILE *stream) {
  REAL(int, "fclose", FILE *);
  int at = place_of(stream), fd = at < 0 ? -1 : fileno(stream);
  if (at >= 0) streams[at] = NULL;
  if (fd >= 0 && fd < FDS) watched[fd] = 0;
  return real(stream);
}
