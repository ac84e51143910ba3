import Glibc
import Mail

/// `queue status --watch`: how the queue stands, again and again.
struct QueueWatch {
    let every: Duration
    let common: CommonOptions

    /// Until Ctrl-C, which ends it as done. Where nobody looks on, it ends with the service; a terminal waits for the next one.
    func run() async throws {
        signal(SIGINT) { _ in _exit(0) }
        let clock = SystemClock()
        var isFirst = true
        while true {
            let shown: String
            do {
                let status = try await common.administer(offline: false) { try await $0.queueStatus() }
                shown = common.json ? try AdministrationJSON.encode(status) : QueueCommand.Status.text(status)
            } catch let fault as ServiceUnavailable where Output.isTerminal && !common.json {
                shown = fault.description
            }
            let heading = "\(clock.now.rfc3339), every \(DurationText.format(every)); Ctrl-C ends"
            switch (common.json, Output.isTerminal) {
            case (true, _): Output.line(shown)
            case (false, true): Output.part(Screen.frame(heading + "\n\n" + shown, isFirst: isFirst, height: Screen.height))
            case (false, false): Output.line((isFirst ? "" : "\n") + heading + "\n\n" + shown)
            }
            isFirst = false
            try await Pause.task(every)
        }
    }
}
