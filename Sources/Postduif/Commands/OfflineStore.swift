import Issuance
import Logging
import Mail
import StoreSQLite

/// The store opened by a command while no service holds the directory: the lock file keeps them apart.
enum OfflineStore {
    static func withAdministration<Answer: Sendable>(
        _ configuration: Configuration, _ body: @Sendable (any Administration) async throws -> Answer
    ) async throws -> Answer {
        let clock = SystemClock()
        var logger = Logger(label: "postduif")
        logger.logLevel = .warning
        try SmallFile.makeDirectory(configuration.queue.directory)
        // Before the database: one without its key would be taken for one whose key is lost.
        let keyring = try SealKeyStorage.keyring(
            at: configuration.seal.keyFile, database: configuration.queue.database, random: SystemRandom())
        let store = try SQLiteStore.open(
            at: .directory(configuration.queue.directory), clock: clock, logger: logger, audit: AuditChain(keyring: keyring))
        defer { store.close() }
        let apiKeys = APIKeyRegistry(store: store, clock: clock, random: SystemRandom())
        try await apiKeys.reload()
        let grants = GrantRegistry(
            store: store, keyring: keyring, seal: AESGCMSeal(keyring: keyring, random: SystemRandom()),
            issuer: SignIn.issuer(configuration.oidc), clock: clock, random: SystemRandom())
        return try await body(
            StoreAdministration(
                store: store, apiKeys: apiKeys, grantRegistry: grants, kinds: configuration.kindTable(), clock: clock, relays: { [] },
                pauses: nil, backups: BackupRunner(store: store)))
    }
}
