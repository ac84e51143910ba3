/// What a table changes in the register, or would.
package struct MunicipalityImport: Hashable, Sendable {
    /// New NIS codes, in the order of the table.
    package var new: [Municipality] = []
    /// Registered ones that the table says otherwise.
    package var changed: [Municipality] = []
    /// Rows that say what is registered.
    package var unchanged = 0
}
