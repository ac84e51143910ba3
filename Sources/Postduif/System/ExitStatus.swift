import ArgumentParser

/// The exit codes of the contract.
enum ExitStatus {
    static let done = ExitCode(0)
    /// Refused or not found.
    static let refused = ExitCode(1)
    /// Wrong usage, or a configuration that cannot be used.
    static let usage = ExitCode(2)
    /// The service does not answer.
    static let unavailable = ExitCode(3)
}
