@testable import Postduif

/// Reads texts as configurations, with the usual files.
enum ConfigurationReading {
    static func read(
        _ text: String, environment: [String: String] = [:], files: MemoryFiles = .usual
    ) throws(ConfigurationProblems) -> Configuration {
        try ConfigurationReader(files: files).read(text: text, file: "postduif.yaml", environment: environment)
    }

    /// The problems' lines; empty when the text is good.
    static func problems(_ text: String, environment: [String: String] = [:]) -> [String] {
        do throws(ConfigurationProblems) {
            _ = try read(text, environment: environment)
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }
}
