import Console
import Dispatch
import Issuance
import Logging
import Mail
import Queue
import Rendering
import ServiceLifecycle
import Synchronization
import UnixSignals

/// Puts changed texts in force while the service runs, all or none: on SIGHUP, when `postduif templates reload` asks, and by the
/// button of the console.
///
/// Entries that wait keep the texts that they were made for.
final class TemplateReload: Service {
    let library: TemplateLibrary
    /// What was wrong when changed texts were read last; `nil` once some were put in force.
    let fault = Mutex<TemplateFault?>(nil)
    private let configuration: Configuration
    private let archive: TemplateArchive
    private let audit: any AuditStore
    private let clock: any TimeSource
    private let logger: Logger
    /// The one that was asked for last: one after another.
    private let last = Mutex<Task<ReloadedTemplates, any Error>?>(nil)
    /// Off the cooperative pool: files are read, and some hundred mails are rendered as proof.
    private let queue = DispatchQueue(label: "templates", qos: .utility)

    /// - Parameters:
    ///   - texts: Those that were proved for this start.
    ///   - audit: Where it is recorded who put others in force.
    init(texts: TemplateTexts, configuration: Configuration, audit: any AuditStore, clock: any TimeSource, logger: Logger) {
        self.configuration = configuration
        self.archive = TemplateArchive(configuration)
        self.audit = audit
        self.clock = clock
        self.logger = logger
        let former = Self.former(than: texts.catalog, archive, configuration, logger)
        library = TemplateLibrary(texts.catalog, former: former)
        enter(texts)
    }

    func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            for await _ in await UnixSignalsSequence(trapping: .sighup) { _ = try? await reload(by: .localOperator) }
        }
    }

    /// Reads, proves and puts in force what is in the folder now.
    ///
    /// - Parameter actor: For the audit log.
    /// - Throws: `invalid` with every problem, or why it could not be recorded; the texts in force stay.
    @discardableResult
    func reload(by actor: AuditActor) async throws -> ReloadedTemplates {
        let turn = last.withLock { last in
            let turn = Task { [self, former = last] in
                _ = await former?.result
                return try await replace(by: actor)
            }
            last = turn
            return turn
        }
        return try await turn.value
    }

    private func replace(by actor: AuditActor) async throws -> ReloadedTemplates {
        let texts = try await onQueue { [self] in try proved(by: actor) }
        let (version, former) = (texts.catalog.version, library.current.version)
        // First the entry: nobody changes what every mail says without a trace.
        if version != former {
            try await record(version, by: actor)
        }
        return try await onQueue { [self] in putInForce(texts, insteadOf: former, by: actor) }
    }

    private func record(_ version: TemplateVersion, by actor: AuditActor) async throws {
        do {
            try await audit.record(AuditAct(by: actor, .templatesReloaded, details: [AuditWord("version", digest: version.hash)]))
        } catch {
            // Who sent SIGHUP is told nothing else.
            logger.error(
                "the texts were not changed: it could not be recorded",
                metadata: ["templates.version": "\(version)", "templates.by": "\(actor.text)", "error.type": "\(type(of: error))"])
            throw error
        }
    }

    private func onQueue<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<Value, any Error>) in
            queue.async { done.resume(with: Result { try body() }) }
        }
    }

    private func proved(by actor: AuditActor) throws -> TemplateTexts {
        do throws(TemplateProblems) { return try TemplateFolder.texts(configuration) } catch {
            fault.withLock { $0 = TemplateFault(at: clock.now, problems: error.problems) }
            logger.error(
                "the texts were not changed: they have faults",
                metadata: ["templates.problems": "\(error.problems.count)", "templates.by": "\(actor.text)"])
            throw AdministrationFault.invalid("the texts in force stay, since the changed ones have faults:\n\(error.description)")
        }
    }

    private func putInForce(_ texts: TemplateTexts, insteadOf former: TemplateVersion, by actor: AuditActor) -> ReloadedTemplates {
        // First the copy: a mail that is committed under these texts finds them after a restart.
        enter(texts)
        library.replace(with: texts.catalog)
        fault.withLock { $0 = nil }
        logger.notice(
            "texts read again",
            metadata: [
                "templates.version": "\(texts.catalog.version)", "templates.former": "\(former)", "templates.by": "\(actor.text)",
            ])
        return ReloadedTemplates(
            version: texts.catalog.version.description, former: former.description, kinds: texts.catalog.kinds,
            kept: library.formerCount)
    }

    private func enter(_ texts: TemplateTexts) {
        do { try archive.enter(texts.files, version: texts.catalog.version, now: clock.now) } catch {
            logger.warning(
                "the texts in force were not copied: after a change and a restart, mails that wait now get the changed ones",
                metadata: ["templates.fault": "\(error)"])
        }
    }

    /// The former texts as they would be rendered today; what does not prove any more is left out.
    private static func former(
        than catalog: TemplateCatalog, _ archive: TemplateArchive, _ configuration: Configuration, _ logger: Logger
    ) -> [TemplateCatalog] {
        // A copy was proved when it came into force; what the service gives today is asked of the texts in force alone.
        let settings = TemplateFolder.settings(configuration).forFormerTexts
        return ((try? archive.former(than: catalog.version)) ?? []).prefix(TemplateLibrary.mostFormer).compactMap { version in
            do throws(TemplateProblems) { return try TemplateCatalog.load(from: archive.files(of: version), settings: settings) } catch {
                logger.warning("former texts do not prove any more and are left out", metadata: ["templates.version": "\(version)"])
                return nil
            }
        }
    }
}
