#include "shim.h"

#include <signal.h>
#include <sys/mman.h>

struct entry {
  uint32_t op, length, more, pid;
  uint64_t inode, offset;
};

int shim_log = -1, shim_says;
static char root[PATH_MAX];
static size_t root_length;
struct control *shim_control;
#define FDS 65536
static uint8_t watched[FDS];

int shim_real_open(const char *path, int flags, int mode) {
  REAL(int, "open64", const char *, int, ...);
  return real(path, flags, mode);
}

__attribute__((constructor)) static void start(void) {
  const char *folder = getenv("POWER_ROOT"), *log = getenv("POWER_LOG"), *page = getenv("POWER_CONTROL");
  if (!folder || !log || !page || !realpath(folder, root)) return;
  root_length = strlen(root);
  shim_says = getenv("POWER_SAYS") != NULL;
  int fd = shim_real_open(page, O_RDWR | O_CLOEXEC, 0);
  if (fd < 0) return;
  shim_control = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  // The descriptor is high, so that no program takes it for one of its own.
  int opened = shim_real_open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
  shim_log = fcntl(opened, F_DUPFD_CLOEXEC, 900);
}

const char *shim_below(const char *path, char *space) {
  if (shim_log < 0 || !path) return NULL;
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

void shim_note(int op, uint64_t inode, uint64_t offset, const void *one, size_t length, const void *other, size_t more) {
  if (shim_log < 0) return;
  REAL(ssize_t, "writev", int, const struct iovec *, int);
  uint64_t cut = atomic_load(&shim_control->cut_at), nth = atomic_fetch_add(&shim_control->entries, 1) + 1;
  if (cut && nth > cut) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
  }
  struct entry head = {op, length, more, getpid(), inode, offset};
  struct iovec parts[3] = {{&head, sizeof head}, {(void *)one, length}, {(void *)other, more}};
  int saved = errno;
  ssize_t written = real(shim_log, parts, 3);
  if (written != (ssize_t)(sizeof head + length + more)) abort();
  errno = saved;
}

int shim_fails(int op, const char *name) {
  if (shim_log < 0 || !(atomic_load(&shim_control->ops) & (1 << op))) return 0;
  if (shim_control->name[0] && !(name && strstr(name, shim_control->name))) return 0;
  if (atomic_fetch_sub(&shim_control->skip, 1) > 0) return 0;
  if (atomic_fetch_sub(&shim_control->times, 1) <= 0) return 0;
  int wait = atomic_load(&shim_control->delay_ms);
  if (wait) usleep(wait * 1000);
  int error = atomic_load(&shim_control->error);
  if (error) errno = error;
  return error != 0;
}

int shim_is_watched(int fd) { return shim_log >= 0 && fd >= 0 && fd < FDS && watched[fd]; }

void shim_watch(int fd, int on) {
  if (fd >= 0 && fd < FDS) watched[fd] = on;
}

static const char *name_of(int fd, char *space) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, space, PATH_MAX - 1);
  space[length < 0 ? 0 : length] = 0;
  return space;
}

// The name is read anew, since the shim does not see every close: a descriptor may have become a socket.
int shim_fails_at(int op, int fd) {
  char space[PATH_MAX], other[PATH_MAX];
  if (!(atomic_load(&shim_control->ops) & (1 << op))) return 0;
  const char *name = shim_below(name_of(fd, space), other);
  return name && shim_fails(op, name);
}

void shim_opened(int fd, const char *path, int flags) {
  char space[PATH_MAX];
  const char *name = shim_below(path, space);
  if (fd < 0 || fd >= FDS) return;
  shim_watch(fd, name != NULL);
  struct stat seen;
  if (!name || fstat(fd, &seen) != 0) return;
  if (S_ISREG(seen.st_mode)) shim_note(OPEN, seen.st_ino, (flags & O_TRUNC) && (flags & O_ACCMODE) ? 1 : 0, name, strlen(name), NULL, 0);
}
