#include "shim.h"

#include <sys/time.h>
#include <time.h>

// The wall clock jumps where the control page says so; monotonic clocks go on.

static int64_t ahead(void) { return shim_control ? atomic_load(&shim_control->clock_ms) : 0; }

int clock_gettime(clockid_t clock, struct timespec *now) {
  REAL(int, "clock_gettime", clockid_t, struct timespec *);
  int done = real(clock, now);
  if (done == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += ahead() / 1000;
  return done;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  REAL(int, "gettimeofday", struct timeval *, void *);
  int done = real(now, zone);
  if (done == 0) now->tv_sec += ahead() / 1000;
  return done;
}

time_t time(time_t *at) {
  REAL(time_t, "time", time_t *);
  time_t now = real(NULL) + ahead() / 1000;
  if (at) *at = now;
  return now;
}
