import FoundationEssentials
import Glibc

/// Finds the configuration file and reads it with the environment: the only place that looks at either.
enum ConfigurationLoading {
    static let defaultFile = "postduif.yaml"

    /// - Parameter explicit: `--config`; a file that was named must exist, the default one need not.
    static func load(explicit: String?) throws -> Configuration {
        let environment = ProcessInfo.processInfo.environment
        let named = explicit ?? environment["POSTDUIF_CONFIG"]
        if named == nil, access(defaultFile, F_OK) != 0 {
            return try ConfigurationReader(file: "environment", environment: environment).read("")
        }
        let path = named ?? defaultFile
        let yaml = try SmallFile.read(path, limit: 1_024 * 1_024)
        return try ConfigurationReader(file: path, environment: environment).read(yaml)
    }
}
