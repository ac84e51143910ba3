import API
import Console
import Delivery
import Hummingbird
import Issuance
import Logging
import Mail
import Metrics
import NIOCore
import Queue
import Rendering
import ServiceLifecycle
import StoreSQLite
import Submission
import Synchronization

/// All wiring of the service, top to bottom: configuration in, running parts out.
struct ServiceAssembly {
    let configuration: Configuration
    let logger: Logger
    let metrics: PrometheusRegistry
    let clock = SystemClock()
    let random = SystemRandom()

    /// Opens and proves everything a start needs; the first thing that is wrong stops it with its message.
    func assemble() async throws -> AssembledService {
        let texts = try TemplateFolder.texts(configuration)
        try ListeningPlaces.checkSocket(configuration.queue)
        // Before the key: a second process must neither make nor change one.
        let lock = try DirectoryLock.take(of: configuration.queue.directory)
        let storage = SealKeyStorage(configuration)
        let keyring = try storage.keyring(random: random)
        let relays = try configuration.relayConfigurations()
        let chain = AuditChain(keyring: keyring)
        let changes = ChangeHub()
        let store = try SQLiteStore.open(
            at: .directory(configuration.queue.directory), clock: clock, logger: logger, audit: chain, changes: changes, lock: lock)
        let anchoring = AuditAnchoring(store: store, file: AuditAnchorFile(configuration, chain: chain), logger: logger)
        do {
            try storage.check(keyring, opens: try await store.sealedUnder())
            try await anchoring.begin()
            if let restored = try await store.restored() {
                throw StartFault(RestoreStatus(restored).refusal(of: configuration.queue.database))
            }
            return try await assemble(
                store: store, changes: changes, anchoring: anchoring, texts: texts, keyring: keyring, storage: storage, relays: relays)
        } catch {
            store.close()
            throw error
        }
    }

    private func assemble(
        store: SQLiteStore, changes: ChangeHub, anchoring: AuditAnchoring, texts: TemplateTexts, keyring: Keyring, storage: SealKeyStorage,
        relays: [RelayConfiguration]
    ) async throws -> AssembledService {
        let kinds = configuration.kindTable()
        let keys = SealKeys(keyring)
        let seal = AESGCMSeal(keys: keys, random: random)
        let rotation = SealRotation(
            storage: storage, keys: keys, store: store, policy: SealPolicy(rotateEvery: configuration.seal.rotateEvery), clock: clock,
            random: random, logger: logger, pause: Pause.task)
        let reload = TemplateReload(texts: texts, configuration: configuration, audit: store, clock: clock, logger: logger)
        let templates = reload.library
        let pool = RelayPool(relays, clock: clock)
        let brands = MunicipalityBrands(store: store, logger: logger, pause: Pause.task)
        try await brands.load()
        let line = try line(store: store, seal: seal, kinds: kinds, templates: templates, brands: brands, pool: pool)
        let apiKeys = APIKeyRegistry(store: store, clock: clock, random: random)
        try await apiKeys.reload()
        let signIn = try await SignIn.prepare(configuration, clock: clock, random: random, logger: logger)
        let grants = GrantRegistry(
            store: store, keyring: keyring, seal: seal, issuer: signIn.issuer, clock: clock, random: random)
        try await grants.reload()
        LimitRefusals.begin()
        let issuer = Issuer(
            store: store, seal: seal, keyring: keyring, kinds: kinds, policy: configuration.issuancePolicy(), clock: clock,
            random: random, templateVersion: { templates.current.versionText(of: $0, languages: $1) },
            onMunicipalities: { await brands.reload() }, onLimited: { LimitRefusals.count($0) })
        let metrics = metrics
        let figures = FigureSampling(
            history: FigureHistory(), store: store, kinds: kinds, latency: { metrics.latency() }, clock: clock, pause: Pause.task)
        let admission = Admission()
        let certificates = try CertificateRule(configuration.http.tls)
        let canaries = configuration.canary.map { CanaryRule(every: $0.every, started: clock.now) }
        let services = APIServices(
            issuer: issuer, apiKeys: apiKeys, grants: grants, tokens: signIn.tokens, queue: store, clock: clock,
            readiness: SharedReadiness(
                ServiceReadiness(
                    store: store, pool: pool, admission: admission, pausedLanes: { line.pausedLanes }, certificates: certificates,
                    canaries: canaries, clock: clock, signIn: { signIn.keys?.trouble }, brands: { brands.trouble }), clock: clock),
            relays: PoolReport(pool: pool), pauses: line.pauses, admission: admission,
            events: EventStreams(changes: changes, pause: Pause.task), kinds: kinds, metricsText: { metrics.text() },
            publicURL: configuration.http.publicURL,
            openAPI: OpenAPIDocument.bytes())
        let links =
            configuration.oidc.local
            ? SignInLinks(publicURL: configuration.http.publicURL, clock: clock, random: random) : nil
        let administration = StoreAdministration(
            store: store, apiKeys: apiKeys, grantRegistry: grants, kinds: kinds, clock: clock, relays: { pool.status() },
            pauses: line.pauses, backups: BackupRunner(store: store, storage: storage, clock: clock), seal: rotation,
            citizens: issuer.citizens, templates: reload, brands: brands, signIn: { signIn.keys?.trouble }, links: links)
        return AssembledService(
            configuration: configuration, logger: logger, store: store, line: line, apiServices: services,
            administration: administration, anchoring: anchoring,
            gauges: QueueGauges(
                store: store, pool: pool, kinds: kinds, certificates: certificates, canaries: canaries, clock: clock),
            canaries: configuration.canary.map { CanarySending(canary: $0, line: line, logger: logger, pause: Pause.task) },
            sampling: sampling(admission, store: store, line: line, pool: pool), rotation: rotation, templates: reload,
            brands: brands,
            renewal: signIn.keys.map { KeySetRenewal(keys: $0, pause: Pause.task) },
            figures: figures,
            console: console(
                services, templates, signIn: links.map { .links($0) } ?? signIn.codeFlow.map { .codeFlow($0) } ?? .none,
                operation: operation(figures, line: line, templates: reload, administration: administration)))
    }

    private func operation(
        _ figures: FigureSampling, line: DeliveryLine, templates: TemplateReload, administration: StoreAdministration
    ) -> OperatorServices {
        OperatorServices(
            figures: figures.history, look: { try await figures.look() },
            replies: { relay in
                let history = line.replies[relay]
                return RelayHistory(accepted: history.accepted, others: history.others)
            }, templates: templates.library, templateFault: { templates.fault.withLock { $0 } },
            reloadTemplates: { actor in
                do { return .inForce(version: try await templates.reload(by: actor).version) } catch is AdministrationFault {
                    return .refused
                }
            },
            proveAudit: { [configuration, clock] in
                let reading = try AuditReading(configuration: configuration)
                return try await reading.proof(administration, at: clock.now)
            })
    }

    private func console(
        _ services: APIServices, _ templates: TemplateLibrary, signIn: ConsoleSignIn, operation: OperatorServices
    ) -> ConsoleServices {
        ConsoleServices(
            api: services, sessions: SessionStore(clock: clock, random: random), signIn: signIn,
            contact: ContactDetails(
                name: configuration.contact.name, email: configuration.contact.email, phone: configuration.contact.phone),
            sender: SenderDetails(name: configuration.sender.name, address: configuration.sender.address),
            subject: { templates.subject(of: $0) }, random: random, operation: operation)
    }

    private func sampling(_ admission: Admission, store: SQLiteStore, line: DeliveryLine, pool: RelayPool) -> AdmissionSampling {
        let directory = configuration.queue.directory
        return AdmissionSampling(
            admission: admission, rule: configuration.admission.rule, store: store, oldestInMemory: { line.oldestUntried(in: .code) },
            isRelayAway: { !pool.isAnyAvailable },
            disk: { DiskSpace.octets(at: directory) }, memory: { ResidentMemory.octets() }, trim: { Allocator.giveBackFreedMemory() },
            clock: clock, logger: logger, pause: Pause.task)
    }

    private func line(
        store: SQLiteStore, seal: AESGCMSeal, kinds: KindTable, templates: TemplateLibrary, brands: MunicipalityBrands, pool: RelayPool
    ) throws -> DeliveryLine {
        let (recorder, former) = try FlightRecorder.open(
            directory: configuration.queue.directory, bootIdentifier: BootIdentifier.read())
        let renderer = try EntryRenderer(
            templates: templates, sender: configuration.sender, branding: { brands.mailBranding(of: $0) })
        let services = LineServices(
            store: store, seal: seal, kinds: kinds, render: { try renderer.transaction($0, $1) }, signers: try configuration.dkimSigners(),
            clock: clock, random: random, logger: logger, pause: Pause.task)
        return DeliveryLine(
            services: services, pool: pool, recorder: recorder, former: former, domains: configuration.domains,
            retention: configuration.retention)
    }
}
