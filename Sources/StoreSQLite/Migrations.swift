import GRDB

/// The schema, step by step and forward only. A step that was published is never changed.
enum Migrations {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator().disablingDeferredForeignKeyChecks()
        migrator.registerMigration("0001_queue") { try $0.execute(sql: queue) }
        migrator.registerMigration("0002_issuance") { try $0.execute(sql: issuance) }
        migrator.registerMigration("0003_pauses") { try $0.execute(sql: pauses) }
        migrator.registerMigration("0004_municipalities") {
            try $0.execute(sql: municipalities)
            try moveDays(Connection($0))
        }
        migrator.registerMigration("0005_grants") { try $0.execute(sql: grants) }
        migrator.registerMigration("0006_activations") { try $0.execute(sql: activations) }
        migrator.registerMigration("0007_tries") { try $0.execute(sql: tries) }
        migrator.registerMigration("0008_audit") { try $0.execute(sql: audit) }
        migrator.registerMigration("0009_seal") { try $0.execute(sql: seal) }
        migrator.registerMigration("0011_retention") { try $0.execute(sql: retention) }
        migrator.registerMigration("0012_privacy") { try $0.execute(sql: privacy) }
        migrator.registerMigration("0013_results") { try $0.execute(sql: results) }
        migrator.registerMigration("0014_seal_age") { try $0.execute(sql: sealAge) }
        migrator.registerMigration("0015_branding") { try $0.execute(sql: branding) }
        migrator.registerMigration("0018_former_links") { try $0.execute(sql: formerLinks) }
        migrator.registerMigration("0019_memtables") { try $0.execute(sql: memtables) }
        migrator.registerMigration("0020_queue_check") { try $0.execute(sql: queueCheck) }
        return migrator
    }
}
