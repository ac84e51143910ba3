/// Boxes are under keys that are not there: they may come back, so a rotation is not at its end.
struct MissingSealKey: Error, CustomStringConvertible {
    let boxes: Int

    var description: String {
        "\(boxes) boxes are under a key that is not there; put it back behind the others, and start the service again"
    }
}
