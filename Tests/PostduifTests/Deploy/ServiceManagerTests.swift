import Glibc
import Mail
import Synchronization
import TestKit
import Testing

@testable import Postduif

/// What systemd hears.
@Suite("Service manager")
struct ServiceManagerTests {
    @Test("is told in single datagrams, over a file or a name without one", arguments: [true, false])
    func tells(isFile: Bool) throws {
        let folder = try TemporaryFolder()
        let path = isFile ? folder.file("notify") : "@postduif-test-\(getpid())"
        let socket = try NotifySocket(at: path)
        let manager = try #require(ServiceManager(["NOTIFY_SOCKET": path], process: 1))
        manager.ready("serving 127.0.0.1:1")
        manager.alive()
        manager.stopping()
        #expect(socket.heard() == ["READY=1\nSTATUS=serving 127.0.0.1:1", "WATCHDOG=1", "STOPPING=1"])
        #expect(manager.watchdog == nil)
    }

    @Test(
        "is there when its socket is a socket's name",
        arguments: [[:], ["NOTIFY_SOCKET": ""], ["NOTIFY_SOCKET": "relative"], ["NOTIFY_SOCKET": "/" + String(repeating: "x", count: 200)]])
    func none(_ environment: [String: String]) {
        #expect(ServiceManager(environment, process: 1) == nil)
    }

    @Test(
        "wants to hear of this process, not of another",
        arguments: [(nil, 2), ("7", 2), ("8", nil)] as [(String?, Int64?)])
    func watchdog(_ process: String?, _ seconds: Int64?) throws {
        var environment = ["NOTIFY_SOCKET": "/x", "WATCHDOG_USEC": "2000000"]
        environment["WATCHDOG_PID"] = process
        #expect(try #require(ServiceManager(environment, process: 7)).watchdog == seconds.map { .seconds($0) })
    }

    @Test("hears nothing of a service that does not answer, and of its end once it is told to stop")
    func silence() async throws {
        let folder = try TemporaryFolder()
        let socket = try NotifySocket(at: folder.file("notify"))
        let manager = try #require(ServiceManager(["NOTIFY_SOCKET": socket.path, "WATCHDOG_USEC": "20000"], process: 1))
        let asked = Asked()
        let watchdog = Watchdog(manager: manager, isAlive: { asked.answer() }, pause: { _ in try await Task.sleep(for: .milliseconds(1)) })
        let running = Task { try await watchdog.run() }
        #expect(await eventually { asked.count >= 6 })
        running.cancel()
        try await running.value
        let heard = socket.heard()
        #expect(heard.last == "STOPPING=1" && heard.dropLast().allSatisfy { $0 == "WATCHDOG=1" })
        #expect(heard.count == asked.count - Asked.silent + 1)
    }

    /// Answers no at first.
    private final class Asked: Sendable {
        static let silent = 3
        private let asked = Atomic(0)
        var count: Int { asked.load(ordering: .relaxed) }
        func answer() -> Bool { asked.add(1, ordering: .relaxed).newValue > Self.silent }
    }
}
