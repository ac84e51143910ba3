import Foundation

extension RelayFaultMatrix {
    /// Within this an innocent message is accepted, whatever happens to the one beside it: 2 s on a machine of its own, which
    /// `MATRIX_PATIENCE_SECONDS=2` asks for. The default leaves room for all other tests beside it and is still shorter than every
    /// deadline of the matrix, so that a message that waited for another one is seen.
    static let patience: Duration = .seconds(ProcessInfo.processInfo.environment["MATRIX_PATIENCE_SECONDS"].flatMap(Int.init) ?? 4)
}
