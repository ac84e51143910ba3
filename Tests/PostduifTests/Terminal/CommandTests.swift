import ArgumentParser
import Foundation
import Testing

@testable import Postduif

/// What every command has: help, the common options, exit codes; and what is made of it: the manual page and shell completion.
@Suite("Every command")
struct CommandTests {
    private struct Dump: Decodable { let command: Entry }

    private struct Entry: Decodable {
        struct Argument: Decodable {
            struct Name: Decodable { let name: String }
            let preferredName: Name?
            let abstract: String?
        }

        let commandName: String
        let abstract: String?
        let arguments: [Argument]?
        let subcommands: [Entry]?

        /// With the words that call it.
        func leaves(_ path: [String] = []) -> [(path: [String], entry: Entry)] {
            let nested = (subcommands ?? []).filter { $0.commandName != "help" }
            return nested.isEmpty ? [(path, self)] : nested.flatMap { $0.leaves(path + [$0.commandName]) }
        }
    }

    private static let page = ServiceProcess.root + "/deploy/man/postduif.1"

    private static func leaves() throws -> [(path: [String], entry: Entry)] {
        try JSONDecoder().decode(Dump.self, from: Data(Postduif._dumpHelp().utf8)).command.leaves()
    }

    @Test("says what it does and what each of its options does, and takes --json and --config")
    func help() throws {
        let leaves = try Self.leaves()
        #expect(leaves.count > 40)
        for (path, entry) in leaves {
            #expect(entry.abstract?.hasSuffix(".") == true, "\(path)")
            let arguments = entry.arguments ?? []
            #expect(arguments.allSatisfy { $0.abstract?.isEmpty == false }, "\(path)")
            #expect(Set(arguments.compactMap(\.preferredName?.name)).isSuperset(of: ["json", "config", "help"]), "\(path)")
        }
    }

    @Test("--help is answered with 0, an option that nobody has with 2")
    func codes() async throws {
        for (path, _) in try Self.leaves() {
            let help = try await Command.run([ServiceProcess.binary] + path + ["--help"])
            #expect(help.status == 0 && help.output.contains("USAGE: postduif \(path.joined(separator: " "))"), "\(path)")
            let wrong = try await Command.run([ServiceProcess.binary] + path + ["--bogus"])
            #expect(
                wrong.status == 2 && wrong.errors.hasPrefix("postduif: ") && !wrong.errors.contains("Error:"), "\(path) \(wrong.errors)")
        }
    }

    @Test(
        "what needs a running service says so with 3",
        arguments: [
            "queue status", "queue status --watch", "queue list", "queue show msg_01kas7bq3w5n7t9y1b3d5f7h9k", "queue pause --lane code",
            "queue resume --lane code", "queue retry --all --yes", "relay list", "relay pause sink", "relay resume sink",
            "templates reload", "seal status",
        ])
    func unavailable(_ command: String) async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        try await service.prepare()
        let answer = try await service.command(command.split(separator: " ").map(String.init))
        #expect(answer.status == 3 && answer.errors.contains("no service answers on"), "\(answer.status) \(answer.errors)")
    }

    @Test("is in the manual page, which is what the commands say of themselves")
    func manual() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Postduif._dumpHelp(), to: "help.json")
        let made = try await Command.run([
            "sh", "-c", "/usr/bin/python3 \(ServiceProcess.root)/scripts/manual.py < \(folder.file("help.json"))",
        ])
        #expect(made.status == 0, "\(made.errors)")
        let page = try String(contentsOfFile: Self.page, encoding: .utf8)
        #expect(made.output == page, "run: make man")
        for (path, _) in try Self.leaves() { #expect(page.contains(".Ss postduif \(path.joined(separator: " "))\n"), "\(path)") }
    }

    @Test("mandoc has nothing to say of the manual page", .enabled(if: Command.exists("mandoc")))
    func lint() async throws {
        let checked = try await Command.run(["mandoc", "-Tlint", Self.page])
        #expect(checked.status == 0 && checked.output.isEmpty, "\(checked.output)")
    }

    @Test(
        "bash offers the words of a value",
        arguments: [
            ("queue list --kind ", "one_time_code"), ("queue list --kind can", "canary"), ("queue list --state ", "in_doubt"),
            ("queue hold --lane ", "notice"), ("queue retry --reason ", "greylisted"), ("queue list --reason ", "held_by_operator"),
            ("queue cancel --iss", "--issued-before"), ("queue pause --lane ", "code"), ("relay pause ", "sink"), ("relay check ", "sink"),
            ("templates send-test --language ", "de"), ("grant add --role ", "registration_officer"), ("key create --scope ", "codes"),
            ("audit list --action ", "activation_issued"), ("que", "queue"), ("queue ", "release"), ("queue status --w", "--watch"),
        ])
    func bash(_ line: String, _ word: String) async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        try await service.folder.write(completion("bash"), to: "completion")
        let driver = """
            export PATH="$(dirname \(ServiceProcess.binary)):$PATH" POSTDUIF_CONFIG=\(service.configuration)
            source \(service.folder.file("completion"))
            line="postduif $1"; COMP_LINE=$line COMP_POINT=${#line}; read -ra COMP_WORDS <<<"$line"
            [[ $line == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_TYPE=9 COMP_KEY=9
            function=$(complete -p postduif | sed -E 's/.*-F ([^ ]+).*/\\1/')
            "$function" postduif "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}" 2>/dev/null
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let offered = try await Command.run(["bash", "-c", driver, "driver", line])
        let words = offered.output.split(whereSeparator: \.isWhitespace).map(String.init)
        #expect(words.contains { $0 == word || word == "codes" && $0.hasPrefix("codes") }, "\(offered.output)\(offered.errors)")
    }

    @Test("zsh and fish get the same words", arguments: ["zsh", "fish"])
    func others(_ shell: String) async throws {
        let text = try await completion(shell)
        for word in ["one_time_code", "in_doubt", "registration_officer", "notice", "---completion"] {
            #expect(text.contains(word), "\(word)")
        }
        guard Command.exists(shell) else { return }
        let folder = try TemporaryFolder()
        try folder.write(text, to: "completion")
        let checked = try await Command.run([shell, "-n", folder.file("completion")])
        #expect(checked.status == 0, "\(checked.errors)")
    }

    private func completion(_ shell: String) async throws -> String {
        let made = try await Command.run([ServiceProcess.binary, "--generate-completion-script", shell])
        try #require(made.status == 0, "\(made.errors)")
        return made.output
    }
}
