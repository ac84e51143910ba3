import Foundation
import Inbox
import TestKit
import Testing

/// The unit file, held to the program that it starts.
@Suite("systemd", .serialized)
struct SystemdTests {
    @Test("the unit is rated 2.0 or better", .enabled(if: Command.exists("systemd-analyze")))
    func security() async throws {
        let rated = try await Command.run(["systemd-analyze", "security", "--offline=true", "--no-pager", UnitFile.path])
        let level = try #require(
            rated.output.firstMatch(of: /Overall exposure level for postduif.service: ([0-9.]+)/)?.output.1, "\(rated.errors)")
        #expect(try #require(Double(level)) <= 2.0)
        let text = try String(contentsOfFile: UnitFile.path, encoding: .utf8)
        #expect(text.contains("says \(level) OK"), "the unit file names another figure than \(level)")
    }

    @Test("its settings are known and fit together", .enabled(if: Command.exists("systemd-analyze")))
    func verify() async throws {
        let folder = try TemporaryFolder()
        for (path, text) in [("usr/bin/postduif", "#!/bin/sh\n"), ("bin/kill", "#!/bin/sh\n")] {
            let place = folder.file(path)
            try FileManager.default.createDirectory(
                atPath: (place as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try folder.write(text, to: path, mode: 0o755)
        }
        let text = try String(contentsOfFile: UnitFile.path, encoding: .utf8).replacing(
            "/usr/bin/postduif", with: folder.file("usr/bin/postduif"))
        try folder.write(text, to: "postduif.service")
        let verified = try await Command.run(["systemd-analyze", "verify", "--man=no", folder.file("postduif.service")])
        let ours = (verified.output + verified.errors).split(separator: "\n").filter { $0.contains("postduif.service") }
        #expect(ours.isEmpty, "\(ours)")
    }

    @Test("its user is made, its command is the program's, and its folders are those of the configuration")
    func agree() throws {
        let unit = try UnitFile()
        let users = try String(contentsOfFile: ServiceProcess.root + "/deploy/systemd/postduif.sysusers", encoding: .utf8)
        let user = try #require(unit.settings["User"]?.first)
        #expect(users.contains("\nu \(user) ") && user != "root")
        #expect(unit.settings["ExecStart"] == ["/usr/bin/postduif serve --config /etc/postduif/postduif.yaml"])
        let example = try String(contentsOfFile: ServiceProcess.root + "/deploy/postduif.example.yaml", encoding: .utf8)
        #expect(example.contains("queue: { directory: /var/lib/\(unit.settings["StateDirectory"]?.first ?? "") }"))
        #expect(example.contains("/run/credentials/postduif.service/secret_relay.password"))
        let places = try String(contentsOfFile: ServiceProcess.root + "/deploy/systemd/postduif.tmpfiles", encoding: .utf8)
        #expect(places.contains("d /etc/postduif/secret 0700 root root"))
        #expect(unit.settings["LoadCredential"] == ["secret:/etc/postduif/secret"])
    }

    @Test("the handbook installs files that are there, and so does the container")
    func installed() throws {
        let handbook = try String(contentsOfFile: ServiceProcess.root + "/docs/operations.md", encoding: .utf8)
        let container = try String(contentsOfFile: ServiceProcess.root + "/deploy/container/Containerfile", encoding: .utf8)
        let named = handbook.matches(of: /(deploy\/[A-Za-z0-9_.\/-]+[a-z0-9])/).map { String($0.output.1) }
        let copied = container.matches(of: #/\nCOPY ([A-Za-z.]+)/#).map { String($0.output.1) }
        #expect(named.count >= 8 && copied.count >= 6)
        for path in named + copied { #expect(FileManager.default.fileExists(atPath: ServiceProcess.root + "/" + path), "\(path)") }
        let figure = try String(contentsOfFile: UnitFile.path, encoding: .utf8).firstMatch(of: /says ([0-9.]+) OK/)?.output.1
        #expect(handbook.contains("rates the unit \(try #require(figure))"))
    }

    @Test(
        "what it starts needs no right, says that it is ready, lives and stops, and calls nothing that the unit forbids",
        .enabled(if: Command.exists("strace") && Command.exists("systemd-analyze")),
        .enabled("nobody may run the program where it lies") { await mayNobodyRun() })
    func starts() async throws {
        let (unit, store) = (try UnitFile(), InboxStore(clock: ManualClock()))
        let sink = try await InboxServer.start(ServerOptions(), store: store)
        let folder = try TemporaryFolder()
        let trace = folder.file("trace")
        let service = try ServiceProcess(
            relay: ServiceProcess.clear(sink.port), prefix: Self.unprivileged + ["strace", "-f", "-qq", "-o", trace, "-e", "signal=none"],
            extra: "metrics: { port: \(try FreePort.next()) }")
        try await service.prepare()
        let socket = try NotifySocket(at: folder.file("notify"))
        try await Self.giveAway([service.folder.path, folder.path, socket.path])
        try await service.start(environment: ["NOTIFY_SOCKET=\(socket.path)", "WATCHDOG_USEC=2000000"])
        var heard: [String] = []
        try await until("it says that it lives", within: .seconds(60)) {
            heard += socket.heard()
            return heard.count { $0 == "WATCHDOG=1" } >= 2
        }
        #expect(heard.first { !$0.hasPrefix("WATCHDOG") } == "READY=1\nSTATUS=serving 127.0.0.1:\(service.port)", "\(heard)")
        #expect(try await service.postCode("jan@example.be").status == 202)
        #expect(await store.wait(untilCount: 1, timeout: .seconds(30)))
        let sealed = try await Command.run(
            Self.unprivileged + [ServiceProcess.binary, "seal", "rotate", "--config", service.configuration])
        #expect(sealed.status == 0, "\(sealed.errors)")
        await service.stop()
        #expect(socket.heard().last == "STOPPING=1")
        let calls = try Self.calls(in: trace)
        #expect(calls.count > 40)
        let forbidden = try await calls.subtracting(unit.allowedCalls()).sorted()
        #expect(forbidden == [])
        let families = Set(
            try String(contentsOfFile: trace, encoding: .utf8).matches(of: /socket\((AF_[A-Z0-9]+)/).map { String($0.output.1) })
        let permitted = Set((unit.settings["RestrictAddressFamilies"]?.first ?? "").split(separator: " ").map(String.init))
        #expect(families.subtracting(permitted) == [])
        let (_, mapped) = try Self.mappings(in: trace)
        #expect(mapped.isEmpty, "memory that is written and executed: \(mapped.prefix(2))")
        await sink.stop()
    }

    @Test(
        "a real systemd finds it ready, without a right, logging JSON, and back from SIGKILL and from standing still; it stops in time",
        .enabled(if: isMachine), .enabled("nobody may run the program where it lies") { await mayNobodyRun() })
    func machine() async throws {
        let tried = try await Command.run(["timeout", "300", ServiceProcess.root + "/scripts/systemd.sh", ServiceProcess.binary])
        #expect(tried.status == 0, "\(tried.output)\n\(tried.errors)")
        let figure = try String(contentsOfFile: UnitFile.path, encoding: .utf8).firstMatch(of: /says ([0-9.]+) OK/)?.output.1
        #expect(tried.output.contains("Overall exposure level for postduif.service: \(try #require(figure)) OK"), "\(tried.output)")
    }

    /// Root, with systemd and a hierarchy of control groups for it.
    private static let isMachine =
        getuid() == 0 && FileManager.default.isExecutableFile(atPath: "/lib/systemd/systemd")
        && ((try? String(contentsOfFile: "/proc/self/mounts", encoding: .utf8))?.contains(" cgroup2 ") ?? false)

    @Test("a secret that systemd keeps for the service is taken, though the mask of its access list shows as a group's right")
    func credentials() async throws {
        let service = try ServiceProcess(
            relay: "{ name: sink, url: \"smtp://127.0.0.1:1\", username: u, password_file: FOLDER/secret_relay.password }")
        let text = try String(contentsOfFile: service.configuration, encoding: .utf8)
        try service.folder.write(text.replacing("FOLDER", with: service.folder.path), to: "postduif.yaml")
        try service.folder.write("word\n", to: "secret_relay.password", mode: 0o440)
        let open = try await service.command(["relay", "list"])
        #expect(open.status == 2 && open.errors.contains("(mode 0440)"), "\(open.errors)")
        let kept = try await service.command(["relay", "list"], environment: ["CREDENTIALS_DIRECTORY": service.folder.path])
        #expect(kept.status == 3, "\(kept.errors)")
        try service.folder.write("word\n", to: "secret_relay.password", mode: 0o444)
        let all = try await service.command(["relay", "list"], environment: ["CREDENTIALS_DIRECTORY": service.folder.path])
        #expect(all.status == 2 && all.errors.contains("is open to others"), "\(all.errors)")
    }

    // MARK: Steps

    /// As the unit's user would be: without any right. A test that is run without them needs nothing.
    private static let unprivileged =
        getuid() == 0
        ? ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "--bounding-set", "-all", "--no-new-privs"] : []

    /// A checkout or a toolchain below somebody's home may be closed to others.
    private static func mayNobodyRun() async -> Bool {
        let script = "test -r \(ServiceProcess.root)/templates/README.md && exec \(ServiceProcess.binary) version"
        return (try? await Command.run(unprivileged + ["sh", "-c", script]))?.status == 0
    }

    private static func giveAway(_ paths: [String]) async throws {
        guard getuid() == 0 else { return }
        let given = try await Command.run(["chown", "-R", "65534:65534"] + paths)
        try #require(given.status == 0, "\(given.errors)")
    }

    private static func calls(in trace: String) throws -> Set<String> {
        Set(
            try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n").compactMap { line in
                line.firstMatch(of: /^[0-9]+ +(?:<\.\.\. )?([a-z0-9_]+)[ (]/).map { String($0.output.1) }
            })
    }

    /// Mappings of memory, and those of them that are written and executed, which `MemoryDenyWriteExecute` refuses.
    private static func mappings(in trace: String) throws -> (all: [String], both: [String]) {
        let all = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n").map(String.init)
            .filter { $0.contains(" mmap(") || $0.contains(" mprotect(") }
        return (all, all.filter { $0.contains("PROT_WRITE|PROT_EXEC") || $0.contains("PROT_READ|PROT_WRITE|PROT_EXEC") })
    }
}
