import Foundation
import Testing

/// A walk of `scripts/browser` through the built program's pages, in the system's Chromium.
struct BrowserWalk {
    private struct Line: Decodable {
        let name: String
        let wrong: String
        let values: [String: String]?
    }

    /// Seconds, below the time limit of every suite; what ignores the signal is killed.
    private static let bound = ["timeout", "-k", "10", "1200"]
    private static let python = ServiceProcess.root + "/.build/browser/bin/python"

    /// `scripts/setup.sh test` installs both.
    static let isInstalled = Command.exists("chromium") && FileManager.default.isExecutableFile(atPath: python)

    /// What the walk handed over.
    let values: [String: String]
    /// How many things were looked at.
    let looks: Int

    /// Walks, and records an issue for each thing that is not as it should be.
    ///
    /// - Parameter given: What the walk is told, by name.
    static func run(
        _ script: String, _ given: [String: String], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> BrowserWalk {
        let arguments = given.map { "\($0.key)=\($0.value)" }
        let path = "\(ServiceProcess.root)/scripts/browser/\(script).py"
        let result = try await Command.run(bound + [python, path] + arguments)
        var (values, looks): ([String: String], Int) = ([:], 0)
        for text in result.output.split(separator: "\n") {
            let line = try JSONDecoder().decode(Line.self, from: Data(text.utf8))
            values.merge(line.values ?? [:]) { $1 }
            looks += line.name.isEmpty ? 0 : 1
            #expect(line.wrong.isEmpty, "\(line.name): \(line.wrong)", sourceLocation: sourceLocation)
        }
        #expect(result.status == 0, "\(result.errors)", sourceLocation: sourceLocation)
        return BrowserWalk(values: values, looks: looks)
    }
}
