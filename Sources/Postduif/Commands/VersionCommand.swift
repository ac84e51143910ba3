import ArgumentParser
import Submission

/// `postduif version`.
struct VersionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "version", abstract: "The versions of the program and its libraries.")
    @OptionGroup var common: CommonOptions

    private struct Versions: Encodable {
        let postduif: String
        let libcurl: String
        let sqlite: String
    }

    func run() async throws {
        let versions = Versions(postduif: Version.text, libcurl: SubmissionLibrary.version, sqlite: try await SQLiteVersion.read())
        try common.show(versions, "postduif \(versions.postduif)\n\(versions.libcurl)\nSQLite \(versions.sqlite)")
    }
}
