import Console
import Foundation
import Mail
import Queue
import Rendering
import Synchronization

/// What the operator's pages show beside the API's, as the test sets it.
final class OperationUnderTest: Sendable {
    let figures = FigureHistory()
    private let latency = Mutex<[String: LatencyCounts]>([:])
    private let kept = Mutex<[String: RelayHistory]>([:])
    private let proof = Mutex<AuditProof?>(nil)
    private let fault = Mutex<TemplateFault?>(nil)
    private let unrecorded = Mutex<StoreFault?>(nil)
    private let readers = Mutex<[AuditActor]>([])

    /// Who had the texts read again, in order.
    var readAgainBy: [AuditActor] { readers.withLock { $0 } }

    func set(latency counts: [String: LatencyCounts]) { latency.withLock { $0 = counts } }
    func set(_ history: RelayHistory, of relay: String) { kept.withLock { $0[relay] = history } }
    func set(proof found: AuditProof) { proof.withLock { $0 = found } }
    func set(_ fault: TemplateFault?) { self.fault.withLock { $0 = fault } }
    /// Why the audit log takes nothing.
    func set(unrecorded fault: StoreFault) { unrecorded.withLock { $0 = fault } }

    func services(store: any QueueStore, clock: any TimeSource) throws -> OperatorServices {
        OperatorServices(
            figures: figures,
            look: { [self] in
                let summary = try await store.summary(now: clock.now, minimumLeft: [:])
                return FigureSample(
                    at: clock.now,
                    depth: Dictionary(uniqueKeysWithValues: summary.lanes.map { ($0.lane, $0.queued + $0.leased + $0.held) }),
                    totals: summary.totals, latency: latency.withLock { $0 })
            }, replies: { [self] relay in kept.withLock { $0[relay] } ?? RelayHistory() }, templates: try Self.library.get(),
            templateFault: { [self] in fault.withLock { $0 } },
            reloadTemplates: { [self] actor in
                readers.withLock { $0.append(actor) }
                if let fault = unrecorded.withLock({ $0 }) { throw fault }
                if fault.withLock({ $0 }) != nil { return .refused }
                return .inForce(version: (try? Self.library.get().current.version.description) ?? "")
            },
            proveAudit: { [self] in
                proof.withLock { $0 } ?? AuditProof(at: clock.now, entries: 7, end: "7:00ff", finding: nil, cuts: [])
            })
    }

    /// The texts of the project: proved once for all tests.
    static let library = Result { () throws -> TemplateLibrary in
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let settings = TemplateSettings(
            publicURL: Service.publicURL,
            shared: [
                "sender_name": .text("Burgerzaken"), "contact_name": .text("Servicedesk"), "contact_email": .text("help@example.be"),
                "contact_phone": .text("+32 (0)4 123 45 67"), "public_host": .text("sleutels.example.be"),
            ])
        let files = try InMemoryTemplateFiles(copyOf: DirectoryTemplateFiles(root.appending(path: "templates").path()))
        return TemplateLibrary(try TemplateCatalog.load(from: files, settings: settings))
    }
}
