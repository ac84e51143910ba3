import ArgumentParser
import Glibc
import Rendering
import StoreSQLite

/// Turns what a command throws into one message on standard error and the contract's exit code.
enum CommandFault {
    static func exitError(_ error: any Error) -> any Error {
        switch error {
        case let fault as AdministrationFault: return report(fault.detail, ExitStatus.refused)
        case let fault as ServiceUnavailable: return report(fault.description, ExitStatus.unavailable)
        case let fault as StoreOpenFault: return report(fault.description, ExitStatus.refused)
        case let fault as TemplateProblems: return report(fault.description, ExitStatus.refused)
        case let fault as ConfigurationProblems: return report(fault.description, ExitStatus.usage)
        case let fault as StartFault: return report(fault.description, ExitStatus.refused)
        case let code as ExitCode: return code
        default:
            let code = Postduif.exitCode(for: error)
            // The parser's own errors are wrong usage: 2, not its default 64. Help and version stay 0.
            guard code != ExitCode.success else { return error }
            // The parser begins with a word of its own; ours is the program's name.
            let full = Postduif.fullMessage(for: error)
            let message = full.hasPrefix("Error: ") ? String(full.dropFirst("Error: ".count)) : full
            return report(message, code == ExitCode.validationFailure ? ExitStatus.usage : ExitStatus.refused)
        }
    }

    private static func report(_ message: String, _ code: ExitCode) -> ExitCode {
        Output.error(message)
        return code
    }
}
