#ifndef POSTDUIF_CSQLITE_SHIM_H
#define POSTDUIF_CSQLITE_SHIM_H

#include <sqlite3.h>

// sqlite3_config() and sqlite3_db_config() are variadic, which Swift cannot call.

/// SQLITE_CONFIG_MEMSTATUS off: no process-wide mutex around every allocation, for statistics that nobody reads.
static inline int csqlite_forget_memory_statistics(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/// SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE on: closing the last connection leaves the write-ahead log as it is.
static inline int csqlite_keep_log_on_close(sqlite3 *connection) {
    return sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}

#endif
