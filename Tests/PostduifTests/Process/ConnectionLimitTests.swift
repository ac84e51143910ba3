import Foundation
import NIOCore
import NIOPosix
import TestKit
import Testing

/// More connections than the process may have descriptors for, against the built program.
@Suite("Connections")
struct ConnectionLimitTests {
    @Test("out of descriptors: the service goes on, and answers once there are some again", .enabled(if: Command.exists("prlimit")))
    func outOfDescriptors() async throws {
        // Little more than what a start takes, and fewer than the connections that are allowed at the least.
        let service = try ServiceProcess(relay: ServiceProcess.clear(1), prefix: ["prlimit", "--nofile=80:80"])
        try await service.start()
        var channels: [any Channel] = []
        for _ in 0..<100 {
            channels.append(
                try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                    .connect(host: "127.0.0.1", port: service.port).get())
        }
        let open = "/proc/\(try #require(service.process).processIdentifier)/fd"
        try await until("all descriptors are taken", within: .seconds(20)) {
            try FileManager.default.contentsOfDirectory(atPath: open).count == 80
        }
        for channel in channels { try? await channel.close() }
        try await until("the service answers", within: .seconds(20)) { try await service.get("/livez").status == 200 }
        #expect(service.process?.isRunning == true)
        #expect(try String(contentsOfFile: service.log, encoding: .utf8).contains("leaves room for fewer connections"))
        await service.stop()
    }
}
