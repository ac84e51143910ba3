import ArgumentParser
import Glibc
import Issuance
import Logging
import Mail
import Rendering
import StoreSQLite
import Submission

/// `postduif doctor`: everything a start needs and a relay answers, one line each with the fix.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check configuration, templates, keys, queue directory, disk and relays.",
        discussion: "Run it before the first start and whenever something is odd. While the service runs, the store is checked through it.")

    @OptionGroup var common: CommonOptions

    /// One check.
    struct Finding: Encodable {
        let check: String
        let ok: Bool
        let detail: String
    }

    func run() async throws {
        let configuration = try common.configuration()
        var findings = [Finding(check: "configuration", ok: true, detail: "read; \(configuration.relays.count) relays")]
        findings += configuration.warnings.map { Finding(check: "configuration", ok: true, detail: "warning: \($0)") }
        findings.append(templates(configuration))
        findings.append(sealKey(configuration))
        findings.append(await store(configuration))
        findings.append(disk(configuration))
        findings += await signIn(configuration)
        findings += domains(configuration)
        findings += try relays(configuration)
        try common.show(findings, findings.map { "\($0.ok ? "ok   " : "FAULT") \($0.check): \($0.detail)" }.joined(separator: "\n"))
        if findings.contains(where: { !$0.ok }) { throw ExitStatus.refused }
    }

    private func templates(_ configuration: Configuration) -> Finding {
        do throws(TemplateProblems) {
            let catalog = try TemplateFolder.load(configuration)
            return Finding(
                check: "templates", ok: true, detail: "\(catalog.kinds.count) kinds proved in \(Language.allCases.count) languages")
        } catch {
            return Finding(check: "templates", ok: false, detail: error.description)
        }
    }

    private func sealKey(_ configuration: Configuration) -> Finding {
        let storage = SealKeyStorage(configuration)
        let path = storage.path
        do {
            guard storage.given == nil else {
                _ = try storage.keyring()
                let byHand = "change it there by hand; 'seal.rotate_every' has no effect"
                return Finding(check: "seal key", ok: true, detail: "\(SealKeyStorage.variable) holds it: \(byHand)")
            }
            guard access(path, F_OK) == 0 else {
                try storage.checkNothingSealed()
                return Finding(check: "seal key", ok: true, detail: "\(path) is made at the first start")
            }
            _ = try storage.keyring()
            return Finding(check: "seal key", ok: true, detail: "\(path) is readable by its owner only; \(Self.age(configuration.seal))")
        } catch {
            return Finding(check: "seal key", ok: false, detail: "\(error)")
        }
    }

    /// A backup is worth nothing without the key of its time.
    private static func age(_ seal: Configuration.SealSettings) -> String {
        let every = seal.rotateEvery
        guard every > .zero else { return "it is changed by hand alone: what is stolen opens with it however old it is" }
        return "changed every \(DurationText.format(every)): keep each backup with the key file of its time ('backup --seal-key')"
    }

    private func store(_ configuration: Configuration) async -> Finding {
        do {
            let status = try await SocketAdministration(path: configuration.queue.adminSocket).queueStatus()
            let waiting = status.lanes.reduce(0) { $0 + $1.queued + $1.leased }
            return Finding(check: "store", ok: true, detail: "the service answers; \(waiting) messages wait")
        } catch let fault as ServiceUnavailable where fault.reason == .nobodyListens {
            return await closedStore(configuration)
        } catch {
            return Finding(check: "store", ok: false, detail: "\(error)")
        }
    }

    /// Makes nothing: the first start makes key and database together.
    private func closedStore(_ configuration: Configuration) async -> Finding {
        let (queue, storage) = (configuration.queue, SealKeyStorage(configuration))
        guard access(queue.database, F_OK) == 0 else {
            return Finding(check: "store", ok: true, detail: "\(queue.database) is made at the first start")
        }
        do {
            let store = try SQLiteStore.open(at: .directory(queue.directory), clock: SystemClock(), logger: Logger(label: "postduif"))
            defer { store.close() }
            try await store.checkWritable()
            // What is wrong with the file itself the check before has said.
            if let keyring = try? storage.keyring() { try storage.check(keyring, opens: try await store.sealedUnder()) }
            if let restored = try await store.restored() {
                return Finding(check: "store", ok: false, detail: RestoreStatus(restored).refusal(of: queue.database))
            }
            let synchronous = try await store.pragma("synchronous")
            return Finding(check: "store", ok: synchronous == "2", detail: "SQLite \(store.libraryVersion), synchronous=\(synchronous)")
        } catch {
            return Finding(check: "store", ok: false, detail: "\(error)")
        }
    }

    private func disk(_ configuration: Configuration) -> Finding {
        var status = statvfs()
        let directory = access(configuration.queue.directory, F_OK) == 0 ? configuration.queue.directory : "."
        guard statvfs(directory, &status) == 0 else {
            return Finding(check: "disk", ok: false, detail: "\(directory): \(String(cString: strerror(errno)))")
        }
        let free = UInt64(status.f_bavail) * UInt64(status.f_frsize) / (1_024 * 1_024)
        return Finding(check: "disk", ok: free >= 512, detail: "\(free) MiB free\(free >= 512 ? "" : "; free at least 512 MiB")")
    }

    private func relays(_ configuration: Configuration) throws -> [Finding] {
        guard !configuration.relays.isEmpty else {
            return [Finding(check: "relays", ok: false, detail: "none configured; add one under 'relays'")]
        }
        return try configuration.relayConfigurations().map {
            let check = RelayCheck.run($0, clock: SystemClock())
            return Finding(check: "relay \(check.relay)", ok: check.ok, detail: check.text)
        }
    }
}
