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
        // Before the key: a second process must neither make nor change one.
        let lock = try DirectoryLock.take(of: configuration.queue.directory)
        let storage = SealKeyStorage(configuration)
        // Before the database: one without its key would be taken for one whose key is lost.
        let keyring = try storage.keyring(random: SystemRandom())
        let chain = AuditChain(keyring: keyring)
        let store = try SQLiteStore.open(
            at: .directory(configuration.queue.directory), clock: clock, logger: logger, audit: chain, lock: lock)
        defer { store.close() }
        try storage.check(keyring, opens: try await store.sealedUnder())
        let anchoring = AuditAnchoring(store: store, file: AuditAnchorFile(configuration, chain: chain), logger: logger)
        try await anchoring.begin()
        let apiKeys = APIKeyRegistry(store: store, clock: clock, random: SystemRandom())
        try await apiKeys.reload()
        let keys = SealKeys(keyring)
        let kinds = configuration.kindTable()
        let sealing = AESGCMSeal(keys: keys, random: SystemRandom())
        let grants = GrantRegistry(
            store: store, keyring: keyring, seal: sealing, issuer: SignIn.issuer(configuration.oidc), clock: clock, random: SystemRandom())
        let rotation = SealRotation(
            storage: storage, keys: keys, store: store, policy: SealPolicy(rotateEvery: configuration.seal.rotateEvery, isAlone: true),
            clock: clock, random: SystemRandom(), logger: logger, pause: Pause.task)
        let citizens = CitizenRegister(store: store, seal: sealing, keyring: keyring, kinds: kinds, clock: clock)
        let administration = StoreAdministration(
            store: store, apiKeys: apiKeys, grantRegistry: grants, kinds: kinds, clock: clock, relays: { [] }, pauses: nil,
            backups: BackupRunner(store: store, storage: storage, clock: clock), seal: rotation, citizens: citizens, templates: nil,
            brands: nil,
            signIn: { nil })
        let result: Result<Answer, any Error>
        do { result = .success(try await body(administration)) } catch { result = .failure(error) }
        await anchoring.note()
        return try result.get()
    }
}
