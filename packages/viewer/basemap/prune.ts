type Arcs = number | Arcs[];

/** A topology without unused arcs. */
export function pruneArcs(topology: TopoJSON.Topology): TopoJSON.Topology {
  const kept = new Map<number, number>();
  const renumber = (arc: number): number => {
    // A negative number is an arc's complement: the same arc, backwards (TopoJSON 2.1.4).
    const index = arc < 0 ? ~arc : arc;
    if (!kept.has(index)) kept.set(index, kept.size);
    const next = kept.get(index)!;
    return arc < 0 ? ~next : next;
  };
  const walk = (arcs: Arcs): Arcs => (typeof arcs === "number" ? renumber(arcs) : arcs.map(walk));
  const rewrite = (shape: TopoJSON.GeometryObject): TopoJSON.GeometryObject => {
    if (shape.type === "GeometryCollection") {
      return {
        ...shape,
        geometries: shape.geometries.map((each) => rewrite(each as TopoJSON.GeometryObject)),
      };
    }
    return "arcs" in shape
      ? ({ ...shape, arcs: walk(shape.arcs) } as TopoJSON.GeometryObject)
      : shape;
  };
  const objects = Object.fromEntries(
    Object.entries(topology.objects).map(([name, shape]) => [
      name,
      rewrite(shape as TopoJSON.GeometryObject),
    ]),
  );
  return { ...topology, objects, arcs: [...kept.keys()].map((index) => topology.arcs[index]!) };
}
