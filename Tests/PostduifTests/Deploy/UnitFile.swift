import Foundation
import Testing

/// `deploy/systemd/postduif.service`, as far as tests ask of it.
struct UnitFile {
    static let path = ServiceProcess.root + "/deploy/systemd/postduif.service"
    /// All values of each setting, in their order.
    let settings: [String: [String]]

    init() throws {
        let lines = try String(contentsOfFile: Self.path, encoding: .utf8).split(separator: "\n")
        let pairs = lines.filter { !$0.hasPrefix("#") }.compactMap { line -> (String, String)? in
            guard let sign = line.firstIndex(of: "=") else { return nil }
            return (String(line[..<sign]), String(line[line.index(after: sign)...]))
        }
        settings = Dictionary(grouping: pairs) { $0.0 }.mapValues { $0.map(\.1) }
    }

    /// The system calls that its filter lets through, by systemd's own sets.
    func allowedCalls() async throws -> Set<String> {
        let listed = try await Command.run(["systemd-analyze", "syscall-filter", "--no-pager"])
        try #require(listed.status == 0, "\(listed.errors)")
        var sets: [String: Set<String>] = [:]
        var name = ""
        for line in listed.output.split(separator: "\n") {
            let word = line.trimmingCharacters(in: .whitespaces)
            if line.hasPrefix("@") {
                name = word
            } else if line.hasPrefix(" "), !word.hasPrefix("#") {
                sets[name, default: []].insert(word)
            }
        }
        func calls(_ words: Substring) -> Set<String> {
            words.split(separator: " ").reduce(into: []) { all, word in
                let members = word.hasPrefix("@") ? sets[String(word), default: []] : [String(word)]
                for member in members { all.formUnion(member.hasPrefix("@") ? calls(member[...]) : [member]) }
            }
        }
        // What every process may call, to end and to go on: systemd adds it by itself.
        return settings["SystemCallFilter", default: []].reduce(into: calls("@default")) { allowed, filter in
            if filter.hasPrefix("~") { allowed.subtract(calls(filter.dropFirst())) } else { allowed.formUnion(calls(filter[...])) }
        }
    }
}
