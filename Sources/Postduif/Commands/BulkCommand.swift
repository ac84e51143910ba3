import API
import ArgumentParser
import Glibc
import Mail

/// One of `retry`, `hold`, `release`, `cancel` on all messages of a filter: asks first, and goes part by part.
struct BulkCommand {
    let action: MessageOperations.Verb
    let selection: MessageSelection
    let isTrial: Bool
    /// `--yes`
    let isConfirmed: Bool
    let common: CommonOptions

    /// Messages of one call: the admin socket answers within ten seconds.
    private static let part = 200

    func run() async throws {
        // Later messages were shown to nobody: the cursor is exclusive, and identifiers are in the order of time.
        let newest = QueueID(at: SystemClock().now, random: SystemRandom())
        // Counted also where a progress bar needs the number.
        let counts = isTrial || !isConfirmed || isatty(STDERR_FILENO) == 1
        let trial = counts ? try await go(isTrial: true, before: newest, of: nil) : nil
        if let trial, isTrial || trial.matched == 0 {
            return try common.show(trial, trial.text + (isTrial && trial.matched > 0 ? "\nNothing was changed." : ""))
        }
        if let trial, !isConfirmed { try await confirm(trial) }
        let report = try await go(isTrial: false, before: newest, of: trial?.matched)
        try common.show(report, report.text)
    }

    /// - Throws: A refusal unless somebody at a terminal says yes.
    private func confirm(_ trial: BulkReport) async throws {
        guard isatty(STDIN_FILENO) == 1 else {
            throw ValidationError(
                "\(action.rawValue): \(trial.matched) messages match, and nobody is there to be asked; add --yes, or look with --dry-run")
        }
        Output.progress(trial.text + "\n")
        let answer = await StandardInput.line(prompt: "\(action.rawValue) \(trial.matched) messages? [y/N] ") ?? ""
        guard ["y", "yes"].contains(answer.lowercased()) else { throw AdministrationFault.conflict("nothing was changed") }
    }

    /// A fault in the middle is told with what was done before it.
    ///
    /// - Parameter expected: For the progress bar; `nil` shows none.
    private func go(isTrial: Bool, before newest: QueueID, of expected: Int?) async throws -> BulkReport {
        let (action, selection) = (action, selection)
        let bar = ProgressBar(action.rawValue)
        defer { bar.end() }
        return try await common.administer(offline: false) { administration in
            var report = BulkReport(action: action, dryRun: isTrial)
            var cursor: String? = newest.description
            repeat {
                let part: BulkAnswer
                do {
                    part = try await administration.actOnMany(
                        BulkAct(action: action, selection: selection, isTrial: isTrial, cursor: cursor, limit: Self.part))
                } catch {
                    if !isTrial, report.matched > 0 { Output.progress("before the fault: \(report.text)\n") }
                    throw (error as? AdministrationFault)?.namingOptions ?? error
                }
                report.add(part)
                cursor = part.cursor
                if let expected { bar.show(Double(report.matched) / Double(max(expected, 1))) }
            } while cursor != nil
            return report
        }
    }
}
