/// One thing that is wrong with a template file, where, and how to mend it.
package struct TemplateProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// Path below the template folder.
    package let file: String
    /// From 1.
    package let line: Int
    /// From 1, in Unicode scalars.
    package let column: Int
    /// What is wrong, with the fix. Never a value of a real mail.
    package let message: String

    package init(file: String, line: Int = 1, column: Int = 1, message: String) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
    }

    /// `file:line:column: message`, which editors turn into a jump.
    package var description: String { "\(file):\(line):\(column): \(message)" }
}
