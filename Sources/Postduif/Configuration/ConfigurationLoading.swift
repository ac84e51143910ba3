import FoundationEssentials

/// Finds the configuration file and reads it with the environment: the only place that looks at either.
enum ConfigurationLoading {
    /// - Parameter explicit: `--config`; a file that was named must exist, the usual one need not.
    /// - Throws: ``ConfigurationProblems``, all at once.
    static func load(explicit: String?) throws(ConfigurationProblems) -> Configuration {
        try ConfigurationReader(files: FileSystem()).read(option: explicit, environment: ProcessInfo.processInfo.environment)
    }
}
