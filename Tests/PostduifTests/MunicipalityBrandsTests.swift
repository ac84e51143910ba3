import API
import Delivery
import Issuance
import Logging
import Mail
import Queue
import Rendering
import StoreSQLite
import Submission
import Synchronization
import TestKit
import Testing

@testable import Postduif

@Suite("What municipalities show in place of the operator's", .timeLimit(.minutes(5)))
struct MunicipalityBrandsTests {
    private static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test("a mail that waits says what is registered when it is sent")
    func atSending() async throws {
        let clock = ManualClock()
        let store = try SQLiteStore.open(at: .memory, clock: clock, logger: Self.quiet, audit: .sample)
        defer { store.close() }
        let brands = MunicipalityBrands(store: store, logger: Self.quiet, pause: { try await clock.pause(for: $0) })
        let register = MunicipalityRegister(store: store, clock: clock, onChange: { await brands.reload() })
        let configuration = try ConfigurationReading.read(
            """
            http: { public_url: "https://sleutels.example.be" }
            sender: { name: Digitale sleutels, address: no-reply@example.be }
            contact: { name: Servicedesk, email: servicedesk@example.be, phone: "02 000 00 00" }
            templates: { directory: \(ServiceProcess.root)/templates }
            """)
        let catalog = try TemplateFolder.load(configuration)
        let renderer = try EntryRenderer(
            templates: TemplateLibrary(catalog), sender: configuration.sender, branding: { brands.mailBranding(of: $0) })
        func mail(of municipality: String?) throws -> String {
            let kind = try #require(KindTable()[KindTable.oneTimeCode])
            let entry = QueueEntry(
                id: QueueID(high: 0, low: 1), kind: kind, language: .nl, domain: "example.be", municipality: municipality,
                sealedContent: [],
                templateVersion: "", issued: clock.now, expires: clock.now + kind.lifetime)
            let content = QueueContent(
                recipient: try EmailAddress("jan@example.be"), variables: try #require(catalog.exampleVariables(of: kind.name)))
            return String(decoding: try renderer.transaction(entry, content).message, as: UTF8.self)
        }
        var registration = MunicipalityRegistration(nis: "44021", name: "Gent")
        _ = try await register.put(registration)
        let plain = try mail(of: "44021")
        #expect(plain.contains("From: Digitale sleutels <no-reply@example.be>") && plain.contains("02 000 00 00"))

        registration.branding.senderName = "Stad Gent"
        registration.branding.contactName = "Loket"
        registration.branding.contactEmail = "loket@gent.example"
        registration.branding.contactPhone = "09 111 11 11"
        _ = try await register.put(registration)
        let own = try mail(of: "44021")
        #expect(own.contains("From: Stad Gent <no-reply@example.be>") && own.contains("09 111 11 11") && !own.contains("02 000 00 00"))
        // An administrator corrects a wrong number: the mail is the same one, and was not sent yet.
        registration.branding.contactPhone = "09 222 22 22"
        _ = try await register.put(registration)
        #expect(try mail(of: "44021").contains("09 222 22 22") && !mail(of: "44021").contains("09 111 11 11"))
        #expect(try mail(of: "11002") == plain && mail(of: nil) == plain)

        for field in [\BrandingRegistration.senderName, \.contactName, \.contactEmail, \.contactPhone] {
            registration.branding[keyPath: field] = ""
        }
        _ = try await register.put(registration)
        #expect(try mail(of: "44021") == plain)
    }

    /// The first reading saw the register before the second change.
    @Test("of two readings the one that began last counts")
    func order() async throws {
        let store = ReadStore()
        let brands = Self.brands(store, ManualClock())
        store.register("Former")
        store.holdNext()
        async let first: Void = brands.reload()
        await store.isHeld()
        store.register("Newer")
        await brands.reload()
        #expect(brands.branding(of: "44021")?.senderName?.name == "Newer")
        store.letGo()
        await first
        #expect(brands.branding(of: "44021")?.senderName?.name == "Newer")
    }

    @Test("a start whose reading fails is none")
    func start() async throws {
        let store = ReadStore()
        let brands = Self.brands(store, ManualClock())
        store.fail(1)
        await #expect(throws: StoreFault.overloaded) { try await brands.load() }
        store.register("Gent")
        try await brands.load()
        #expect(brands.branding(of: "44021")?.senderName?.name == "Gent" && brands.trouble == nil)
    }

    @Test("a reading that fails after a change goes on until it succeeds, and is told of meanwhile")
    func faults() async throws {
        let (store, clock) = (ReadStore(), ManualClock())
        let brands = Self.brands(store, clock)
        store.register("Gent")
        await brands.reload()
        #expect(brands.trouble == nil && clock.waiting == 0)
        store.register("Stad Gent")
        store.fail(3)
        await brands.reload()
        await brands.reload()
        #expect(brands.branding(of: "44021")?.senderName?.name == "Gent" && brands.mailBranding(of: "44021") != nil)
        #expect(brands.trouble?.contains("former") == true)
        // One waits for both.
        for _ in 0..<2 {
            #expect(await eventually { clock.waiting == 1 })
            clock.advance(by: .seconds(1))
        }
        #expect(await eventually { brands.trouble == nil })
        #expect(brands.branding(of: "44021")?.senderName?.name == "Stad Gent" && clock.waiting == 0)
        // The next one that fails is tried again too.
        store.register("Ghent")
        store.fail(1)
        await brands.reload()
        #expect(await eventually { clock.waiting == 1 })
        clock.advance(by: .seconds(1))
        #expect(await eventually { brands.branding(of: "44021")?.senderName?.name == "Ghent" })
    }

    @Test("a later change whose reading succeeds ends the trouble at once")
    func healed() async throws {
        let (store, clock) = (ReadStore(), ManualClock())
        let brands = Self.brands(store, clock)
        store.register("Gent")
        store.fail(1)
        await brands.reload()
        #expect(brands.trouble != nil)
        await brands.reload()
        #expect(brands.trouble == nil && brands.branding(of: "44021")?.senderName?.name == "Gent")
    }

    /// A connection that is cut cancels what its request does.
    @Test("a client that hangs up after its change does not stop the reading")
    func hangUp() async throws {
        let store = ReadStore()
        let brands = Self.brands(store, ManualClock())
        store.register("Gent")
        let request = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            await brands.reload()
        }
        await request.value
        #expect(brands.branding(of: "44021")?.senderName?.name == "Gent" && brands.trouble == nil)
    }

    @Test("readyz says that mails may show a former contact", arguments: ["senders could not be read", nil])
    func readiness(trouble: String?) async throws {
        let clock = ManualClock()
        let store = try SQLiteStore.open(at: .memory, clock: clock, logger: Self.quiet, audit: .sample)
        defer { store.close() }
        let readiness = ServiceReadiness(
            store: store, pool: RelayPool([], clock: clock), admission: Admission(), pausedLanes: { [] },
            certificates: CertificateRule(own: nil), canaries: nil, clock: clock, signIn: { nil }, brands: { trouble })
        #expect(await readiness.readiness() == (trouble.map { .degraded([.municipalities($0)]) } ?? .ready))
    }

    private static func brands(_ store: ReadStore, _ clock: ManualClock) -> MunicipalityBrands {
        MunicipalityBrands(store: store, logger: quiet, pause: { try await clock.pause(for: $0) })
    }
}

/// Reads one municipality; holds or fails readings as told.
private final class ReadStore: MunicipalityStore {
    private struct Contents {
        var municipalities: [Municipality] = []
        var faults = 0
        var holdsNext = false
        var held: CheckedContinuation<Void, Never>?
    }

    private let contents = Mutex(Contents())

    func register(_ sender: String) {
        let branding = MunicipalityBranding(senderName: NameByLanguage(sender))
        contents.withLock {
            $0.municipalities = [Municipality(nis: "44021", name: "Gent", languages: [.nl], branding: branding, agreements: [])]
        }
    }

    func fail(_ times: Int) { contents.withLock { $0.faults = times } }
    func holdNext() { contents.withLock { $0.holdsNext = true } }
    func letGo() { contents.withLock { $0.held.take() }?.resume() }
    func isHeld() async { while contents.withLock({ $0.held == nil }) { await Task.yield() } }

    func municipalities() async throws(StoreFault) -> [Municipality] {
        let (found, fails, holds) = contents.withLock { contents in
            defer {
                contents.faults = max(0, contents.faults - 1)
                contents.holdsNext = false
            }
            return (contents.municipalities, contents.faults > 0, contents.holdsNext)
        }
        if Task.isCancelled { throw .closed }
        if fails { throw .overloaded }
        if holds { await withCheckedContinuation { held in contents.withLock { $0.held = held } } }
        return found
    }

    func municipality(nis: String) async throws(StoreFault) -> Municipality? { try await municipalities().first { $0.nis == nis } }
    func municipalities(after nis: String?, limit: Int) async throws(StoreFault) -> [Municipality] { try await municipalities() }
    func apply(
        _ change: MunicipalityChange, basis: MunicipalityBasis, terms: IssueTerms
    ) async throws(StoreFault) -> MunicipalityChangeResult { throw .closed }
}
