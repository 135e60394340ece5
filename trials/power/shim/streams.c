#include "shim.h"

static FILE *streams[1024];

static FILE *fopen_any(const char *path, const char *mode) {
  REAL(FILE *, "fopen64", const char *, const char *);
  char space[PATH_MAX];
  const char *name = shim_below(path, space);
  int writes = mode[0] != 'r' || strchr(mode, '+');
  if (name && writes && shim_fails(OPEN, name)) return NULL;
  FILE *stream = real(path, mode);
  if (!stream || !name || !writes) return stream;
  shim_opened(fileno(stream), path, mode[0] == 'w' ? O_WRONLY | O_TRUNC : O_WRONLY);
  for (int at = 0; at < 1024; at++)
    if (__sync_bool_compare_and_swap(&streams[at], NULL, stream)) break;
  return stream;
}
FILE *fopen(const char *path, const char *mode) { return fopen_any(path, mode); }
FILE *fopen64(const char *path, const char *mode) { return fopen_any(path, mode); }

static int place_of(FILE *stream) {
  for (int at = 0; shim_log >= 0 && at < 1024; at++)
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
  shim_watch(fd, 0);
  return real(stream);
}
