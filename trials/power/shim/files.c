#include "shim.h"

static int open_any(const char *path, int flags, int mode) {
  char space[PATH_MAX];
  const char *name = shim_below(path, space);
  if (name && (flags & (O_CREAT | O_WRONLY | O_RDWR)) && shim_fails(OPEN, name)) return -1;
  int fd = shim_real_open(path, flags, mode);
  if (name || shim_is_watched(fd)) shim_opened(fd, path, flags);
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
  if (fd >= 0 && fd == shim_log) return 0;
  shim_watch(fd, 0);
  return real(fd);
}

static void wrote(int fd, uint64_t offset, const void *data, size_t length) {
  struct stat seen;
  if (length > 0 && fstat(fd, &seen) == 0 && S_ISREG(seen.st_mode)) shim_note(WRITE, seen.st_ino, offset, data, length, NULL, 0);
}

static ssize_t real_write(int fd, const void *data, size_t length) {
  REAL(ssize_t, "write", int, const void *, size_t);
  return real(fd, data, length);
}

ssize_t write(int fd, const void *data, size_t length) {
  if (fd == 1 && shim_says && shim_log >= 0) shim_note(SAY, 0, 0, data, length, NULL, 0);
  if (!shim_is_watched(fd)) return real_write(fd, data, length);
  if (shim_fails_at(WRITE, fd)) {
    // A full disk still takes the first part of a write.
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
  int said = fd == 1 && shim_says && shim_log >= 0;
  if (!shim_is_watched(fd) && !said) return real(fd, parts, count);
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
  if (!shim_is_watched(fd)) return real(fd, data, length, offset);
  if (shim_fails_at(WRITE, fd)) return -1;
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
  if (!shim_is_watched(fd) || fstat(fd, &seen) != 0) return real(fd);
  if (shim_fails_at(SYNC_BEGIN, fd)) return -1;
  shim_note(SYNC_BEGIN, seen.st_ino, 0, NULL, 0, NULL, 0);
  int done = real(fd);
  if (done == 0) shim_note(SYNC_END, seen.st_ino, 0, NULL, 0, NULL, 0);
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
  if (shim_is_watched(fd) && shim_fails_at(TRUNCATE, fd)) return -1;
  int done = real(fd, size);
  struct stat seen;
  if (done == 0 && shim_is_watched(fd) && fstat(fd, &seen) == 0) shim_note(TRUNCATE, seen.st_ino, size, NULL, 0, NULL, 0);
  return done;
}
int ftruncate(int fd, off_t size) { return ftruncate_any(fd, size); }
int ftruncate64(int fd, off_t size) { return ftruncate_any(fd, size); }

int truncate(const char *path, off_t size) {
  REAL(int, "truncate64", const char *, off_t);
  char space[PATH_MAX];
  const char *name = shim_below(path, space);
  struct stat seen;
  int done = real(path, size);
  if (done == 0 && name && stat(path, &seen) == 0) shim_note(TRUNCATE, seen.st_ino, size, NULL, 0, NULL, 0);
  return done;
}

int posix_fallocate(int fd, off_t offset, off_t length) {
  REAL(int, "posix_fallocate64", int, off_t, off_t);
  if (shim_is_watched(fd) && shim_fails_at(TRUNCATE, fd)) return errno;
  int done = real(fd, offset, length);
  struct stat seen;
  if (done == 0 && shim_is_watched(fd) && fstat(fd, &seen) == 0) shim_note(TRUNCATE, seen.st_ino, seen.st_size, NULL, 0, NULL, 0);
  return done;
}

int rename(const char *from, const char *to) {
  REAL(int, "rename", const char *, const char *);
  char one[PATH_MAX], other[PATH_MAX];
  const char *old = shim_below(from, one), *new = shim_below(to, other);
  if (old && shim_fails(RENAME, old)) return -1;
  int done = real(from, to);
  if (done == 0 && old && new) shim_note(RENAME, 0, 0, old, strlen(old), new, strlen(new));
  return done;
}

int link(const char *from, const char *to) {
  REAL(int, "link", const char *, const char *);
  char one[PATH_MAX], other[PATH_MAX];
  const char *old = shim_below(from, one), *new = shim_below(to, other);
  int done = real(from, to);
  if (done == 0 && old && new) shim_note(LINK, 0, 0, old, strlen(old), new, strlen(new));
  return done;
}

static int change_path(int op, const char *path, int done, const char *name) {
  struct stat seen = {0};
  if (done == 0 && op == MKDIR) stat(path, &seen);
  if (done == 0 && name) shim_note(op, seen.st_ino, 0, name, strlen(name), NULL, 0);
  return done;
}
int unlink(const char *path) {
  REAL(int, "unlink", const char *);
  char space[PATH_MAX];
  const char *name = shim_below(path, space);
  if (name && shim_fails(UNLINK, name)) return -1;
  return change_path(UNLINK, path, real(path), name);
}
int mkdir(const char *path, mode_t mode) {
  REAL(int, "mkdir", const char *, mode_t);
  char space[PATH_MAX];
  const char *name = shim_below(path, space);
  if (name && shim_fails(MKDIR, name)) return -1;
  return change_path(MKDIR, path, real(path, mode), name);
}
int rmdir(const char *path) {
  REAL(int, "rmdir", const char *);
  char space[PATH_MAX];
  return change_path(RMDIR, path, real(path), shim_below(path, space));
}
