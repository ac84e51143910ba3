#ifndef POSTDUIF_CSQLITE_SHIM_H
#define POSTDUIF_CSQLITE_SHIM_H

#include <sqlite3.h>

// sqlite3_config() is variadic, which Swift cannot call.

/// SQLITE_CONFIG_MEMSTATUS off: no process-wide mutex around every allocation, for statistics that nobody reads.
static inline int csqlite_forget_memory_statistics(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

#endif
