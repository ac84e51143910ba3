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
        let chain = AuditChain(keyring: keyring)
        let store = try SQLiteStore.open(at: .directory(configuration.queue.directory), clock: clock, logger: logger, audit: chain)
        defer { store.close() }
        let anchoring = AuditAnchoring(store: store, file: AuditAnchorFile(configuration, chain: chain), logger: logger)
        try await anchoring.begin()
        let apiKeys = APIKeyRegistry(store: store, clock: clock, random: SystemRandom())
        try await apiKeys.reload()
        let kinds = configuration.kindTable()
        let citizens = CitizenRegister(
            store: store, seal: AESGCMSeal(keyring: keyring, random: SystemRandom()), keyring: keyring, kinds: kinds, clock: clock)
        let administration = StoreAdministration(
            store: store, apiKeys: apiKeys, kinds: kinds, clock: clock, relays: { [] },
            pauses: nil, backups: BackupRunner(store: store), citizens: citizens)
        let result: Result<Answer, any Error>
        do { result = .success(try await body(administration)) } catch { result = .failure(error) }
        await anchoring.note()
        return try result.get()
    }
}
