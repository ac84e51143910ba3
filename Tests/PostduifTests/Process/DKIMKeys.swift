import Mail
import Rendering
import Testing

@testable import Postduif

/// Keys as an operator makes them, with openssl.
enum DKIMKeys {
    private static let options: [DKIMAlgorithm: [String]] = [
        .rsaSHA256: ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"], .ed25519SHA256: ["-algorithm", "ed25519"],
    ]

    /// One of each algorithm, in files of the folder named by their selectors.
    static func make(in folder: TemporaryFolder) async throws -> [DKIMKey] {
        var keys: [DKIMKey] = []
        for algorithm in DKIMAlgorithm.allCases {
            let selector = "\(algorithm.rawValue.prefix { $0 != "-" })-2026"
            try folder.write("", to: selector, mode: 0o600)
            let made = try await Command.run(["openssl", "genpkey", "-out", folder.file(selector)] + (options[algorithm] ?? []))
            try #require(made.status == 0, "\(made.errors)")
            let entry = Configuration.DKIM(
                domain: "example.be", selector: selector, algorithm: algorithm, keyFile: folder.file(selector))
            keys.append(try entry.key(from: FileSystem()))
        }
        return keys
    }
}
