import Foundation
import Issuance
import Mail
import StoreSQLite
import TestKit
import Testing

/// Each thing that must stop a start stops it with one clear message that says the fix.
@Suite("Start faults")
struct StartFaultTests {
    private func service() throws -> ServiceProcess { try ServiceProcess(relay: ServiceProcess.clear(1)) }

    @Test("a broken template: file, line and column")
    func brokenTemplate() async throws {
        let service = try service()
        let copy = service.folder.file("templates")
        try FileManager.default.copyItem(atPath: ServiceProcess.root + "/templates", toPath: copy)
        let path = copy + "/one_time_code/nl/body.txt"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try ("Dag {{onbekend}}\n" + text).write(toFile: path, atomically: true, encoding: .utf8)
        let configuration = try String(contentsOfFile: service.configuration, encoding: .utf8)
            .replacingOccurrences(of: ServiceProcess.root + "/templates", with: copy)
        try configuration.write(toFile: service.configuration, atomically: true, encoding: .utf8)
        for arguments in [["serve"], ["templates", "check"]] {
            let result = try await service.command(arguments)
            #expect(result.status == 1)
            #expect(result.errors.contains("one_time_code/nl/body.txt:1:5"), "\(result.errors)")
            #expect(result.errors.contains("onbekend"))
        }
    }

    @Test("templates that do not fit what the service sends", arguments: [true, false])
    func templatesThatDoNotFit(withoutKind: Bool) async throws {
        let service = try service()
        let copy = service.folder.file("templates")
        try FileManager.default.copyItem(atPath: ServiceProcess.root + "/templates", toPath: copy)
        if withoutKind {
            try FileManager.default.removeItem(atPath: copy + "/key_activated")
        } else {
            try Self.removeLifetime(below: copy + "/one_time_code")
        }
        let configuration = try String(contentsOfFile: service.configuration, encoding: .utf8)
            .replacingOccurrences(of: ServiceProcess.root + "/templates", with: copy)
        try configuration.write(toFile: service.configuration, atomically: true, encoding: .utf8)
        for arguments in [["serve"], ["templates", "check"], ["doctor"]] {
            let result = try await service.command(arguments)
            let said = result.errors + result.output
            #expect(result.status == 1)
            #expect(said.contains(withoutKind ? "key_activated/kind.yaml:1:1" : "one_time_code/kind.yaml:4:3"), "\(said)")
            #expect(said.contains(withoutKind ? "put it back" : "add lifetime:"), "\(said)")
        }
    }

    /// Takes the variable out of every text and of its declaration, as a zealous author would.
    private static func removeLifetime(below folder: String) throws {
        let files = try #require(FileManager.default.subpaths(atPath: folder)).filter { $0.contains(".") }
        for file in files {
            let path = folder + "/" + file
            let lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
            let kept =
                file == "kind.yaml"
                ? lines.filter { !$0.contains("lifetime:") } : lines.map { $0.replacingOccurrences(of: "{{lifetime}}", with: "…") }
            try kept.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        }
    }

    @Test("an unknown key: file, line, and what was meant")
    func unknownKey() async throws {
        let service = try service()
        let configuration = try String(contentsOfFile: service.configuration, encoding: .utf8)
        try (configuration + "\nlimit: { per_recipient_per_minute: 2 }\n").write(
            toFile: service.configuration, atomically: true, encoding: .utf8)
        let result = try await service.command(["serve"])
        #expect(result.status == 2)
        #expect(result.errors.contains("postduif.yaml:9:1"), "\(result.errors)")
        #expect(result.errors.contains("'limits'"))
    }

    @Test("a second process on the same directory")
    func secondProcess() async throws {
        let service = try service()
        try await service.start()
        let second = try await Command.run(
            [
                ServiceProcess.binary, "serve", "--config", service.configuration,
            ], environment: ["POSTDUIF_HTTP_PORT": "\(try FreePort.next())"])
        #expect(second.status == 1)
        #expect(second.errors.contains("in use by another process"), "\(second.errors)")
        #expect(second.errors.contains("\(try #require(service.process).processIdentifier)"))
        await service.stop()
    }

    @Test("a second process on a directory without a database makes no seal key", arguments: [["serve"], ["key", "list"]])
    func secondProcessMakesNoKey(arguments: [String]) async throws {
        let service = try service()
        // The first one has come as far as its lock.
        let lock = try DirectoryLock.take(of: service.queue)
        defer { lock.release() }
        let second = try await service.command(arguments)
        #expect(second.status == 1 && second.errors.contains("in use by another process"), "\(second.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: service.queue) == ["postduif.lock"])
    }

    @Test("a seal key that is gone, for the service, its commands and the doctor")
    func lostKey() async throws {
        let service = try service()
        try await service.prepare()
        let key = service.queue + "/seal.key"
        try #require(FileManager.default.fileExists(atPath: key), "the first command makes key and database together")
        try FileManager.default.removeItem(atPath: key)
        for arguments in [["serve"], ["doctor"]] {
            let result = try await service.command(arguments)
            #expect(result.status == 1)
            #expect((result.errors + result.output).contains("restore the key from its backup"), "\(result.errors)")
            #expect(!FileManager.default.fileExists(atPath: key))
        }
    }

    @Test(
        "a seal key of another installation, for the service, its commands and the doctor: no anchor is written, and the own one starts again"
    )
    func wrongKey() async throws {
        let service = try service()
        try await service.prepare()
        try await service.start()
        try await until("the database knows its key", within: .seconds(30)) {
            try await service.command(["seal", "status", "--json"]).output.contains("\"since\"")
        }
        await service.stop()
        let key = service.queue + "/seal.key"
        let own = try String(contentsOfFile: key, encoding: .utf8)
        let anchor = try Data(contentsOf: URL(fileURLWithPath: key + ".audit"))
        try SealKeyFile(random: SeededRandom(seed: 6)).text.revealText().write(toFile: key, atomically: false, encoding: .utf8)
        for arguments in [["serve"], ["key", "list"], ["doctor"]] {
            let result = try await service.command(arguments)
            #expect(result.status == 1, "\(arguments)")
            for words in [key, "holds keys of another day or installation", "put that key file in its place"] {
                #expect((result.errors + result.output).contains(words), "\(result.errors)\(result.output)")
            }
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: key + ".audit")) == anchor)
        try own.write(toFile: key, atomically: false, encoding: .utf8)
        #expect(try await service.command(["audit", "verify"]).status == 0)
    }

    @Test("the doctor makes nothing before the first start")
    func doctorMakesNothing() async throws {
        let service = try service()
        try FileManager.default.createDirectory(atPath: service.queue, withIntermediateDirectories: true)
        _ = try await service.command(["doctor"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: service.queue).isEmpty)
    }

    @Test("a port that is taken: which one, and what to set", arguments: ["http", "metrics"])
    func takenPort(section: String) async throws {
        let (descriptor, port) = try Self.listening()
        defer { close(descriptor) }
        let service = try service()
        let result = try await service.command(["serve"], environment: ["POSTDUIF_\(section.uppercased())_PORT": "\(port)"])
        #expect(result.status == 1)
        for part in ["\(section).port", "\(port)", "taken", "POSTDUIF_\(section.uppercased())_PORT"] {
            #expect(result.errors.contains(part), "\(result.errors)")
        }
        #expect(result.errors.split(separator: "\n").count { $0.hasPrefix("postduif:") } == 1)
    }

    @Test("one port for two purposes, and a host that is not this machine")
    func impossiblePlaces() async throws {
        let service = try service()
        let both = try await service.command(["serve"], environment: ["POSTDUIF_METRICS_PORT": "\(service.port)"])
        #expect(both.status == 1 && both.errors.contains("is http.port too"), "\(both.errors)")
        let elsewhere = try await service.command(
            ["serve"], environment: ["POSTDUIF_HTTP_HOST": "192.0.2.1", "POSTDUIF_HTTP_PUBLIC_URL": "https://sleutels.example.be"])
        #expect(elsewhere.status == 1 && elsewhere.errors.contains("http.host: nothing can listen on 192.0.2.1"), "\(elsewhere.errors)")
    }

    @Test("a directory whose admin socket has too long a path")
    func longPath() async throws {
        let service = try service()
        let long = service.queue + String(repeating: "q", count: 120)
        for arguments in [["serve"], ["queue", "status"]] {
            let result = try await service.command(
                arguments, environment: ["POSTDUIF_QUEUE_DIRECTORY": long, "POSTDUIF_SEAL_KEY_FILE": service.folder.file("seal.key")])
            #expect(result.status == (arguments == ["serve"] ? 1 : 3))
            #expect(result.errors.contains("postduif.sock"), "\(result.errors)")
            if arguments == ["serve"] { #expect(result.errors.contains("choose a shorter directory"), "\(result.errors)") }
            #expect(!FileManager.default.fileExists(atPath: long))
        }
    }

    /// A port of this machine with somebody on it.
    private static func listening() throws -> (descriptor: Int32, port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 1) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        try #require(isListening)
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    @Test("a full disk leaves no empty seal key", .enabled(if: getuid() == 0, "needs root to mount a small file system"))
    func fullDiskKey() async throws {
        let service = try service()
        try FileManager.default.createDirectory(atPath: service.queue, withIntermediateDirectories: true)
        let mounted = try await Command.run(["mount", "-t", "tmpfs", "-o", "size=8k,mode=0700", "tmpfs", service.queue])
        try #require(mounted.status == 0, "no file system can be mounted here: \(mounted.errors)")
        // The other page is for the lock, which is taken first.
        try Data(count: 4_096).write(to: URL(fileURLWithPath: service.queue + "/ballast"))
        let result = try await service.command(["serve"])
        let left = try FileManager.default.contentsOfDirectory(atPath: service.queue)
        try await Command.run(["umount", service.queue])
        #expect(result.status == 1 && result.errors.contains("free some space"), "\(result.errors)")
        #expect(left.sorted() == ["ballast", "postduif.lock"])
    }

    @Test("a full disk", .enabled(if: getuid() == 0, "needs root to mount a small file system"))
    func fullDisk() async throws {
        let service = try service()
        try FileManager.default.createDirectory(atPath: service.queue, withIntermediateDirectories: true)
        let mounted = try await Command.run(["mount", "-t", "tmpfs", "-o", "size=64k,mode=0700", "tmpfs", service.queue])
        try #require(mounted.status == 0, "no file system can be mounted here: \(mounted.errors)")
        let result = try await service.command(["serve"])
        try await Command.run(["umount", service.queue])
        #expect(result.status == 1)
        #expect(result.errors.contains("full") || result.errors.contains("no space"), "\(result.errors)")
        #expect(result.errors.lowercased().contains("free"), "\(result.errors)")
    }
}
