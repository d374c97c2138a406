package dev.tandem.link;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a model has learned, apart from any table.
 *
 * @param partners how many partners rows have
 * @param all whether all columns were read as the whole record, not those of the fields alone
 * @param characters whether runs of characters of whole records are compared
 * @param fields what is compared
 * @param features what each curve of {@code curves} is of
 * @param likelihood the weights of evidence
 * @param associations by the place of a field, which of its values were seen together
 */
record ModelData(
        Partners partners,
        boolean all,
        boolean characters,
        List<FieldSpec> fields,
        List<Feature> features,
        Curves curves,
        Likelihood.Data likelihood,
        Map<Integer, List<Association.Entry>> associations) {

    static ModelData of(
            Prepared prepared,
            Partners partners,
            List<Feature> features,
            Curves curves,
            Likelihood.Data likelihood,
            List<Association> associations) {
        Map<Integer, List<Association.Entry>> tables = new LinkedHashMap<>();
        associations.forEach(association -> tables.put(association.number(), association.entries()));
        return new ModelData(
                partners,
                prepared.isOfAllColumns(),
                prepared.record.grams != null,
                prepared.fields().stream().map(Field::spec).toList(),
                features,
                curves,
                likelihood,
                tables);
    }

    /** As maps, lists, texts, numbers and booleans. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("left many", partners.leftMany());
        map.put("right many", partners.rightMany());
        map.put("all columns", all);
        map.put("characters", characters);
        map.put("fields", fields.stream().map(ModelData::field).toList());
        map.put("bias", curves.bias);
        List<Object> weights = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            weights.add(feature(features.get(i), curves.weight[i]));
        }
        map.put("features", weights);
        map.put("likelihood", likelihood.toMap());
        List<Object> together = new ArrayList<>();
        associations.forEach((field, entries) -> together.add(association(field, entries)));
        map.put("associations", together);
        return map;
    }

    private static Map<String, Object> field(FieldSpec spec) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("left", spec.pair().left());
        map.put("right", spec.pair().right());
        map.put("kind", spec.kind().name());
        map.put("years", spec.years());
        map.put("words", spec.words());
        map.put("characters", spec.characters());
        map.put("left format", spec.left().toMap());
        map.put("right format", spec.right().toMap());
        return map;
    }

    private static Map<String, Object> feature(Feature feature, double[] weights) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("field", feature.field());
        map.put("name", feature.name());
        map.put("shape", feature.shape().name());
        map.put("weights", Values.list(weights));
        return map;
    }

    private static Map<String, Object> association(int field, List<Association.Entry> entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("field", field);
        map.put(
                "together",
                entries.stream()
                        .map(entry -> List.of(entry.left(), entry.right(), entry.times()))
                        .toList());
        return map;
    }

    /**
     * Reads what {@link #toMap} told.
     *
     * @throws IllegalArgumentException if something is missing or of another type
     */
    static ModelData fromMap(Map<String, ?> map) {
        Values values = new Values(map);
        List<FieldSpec> fields = new ArrayList<>();
        for (Values field : values.maps("fields")) {
            fields.add(new FieldSpec(
                    new FieldPair(field.text("left"), field.text("right")),
                    FieldKind.valueOf(field.text("kind")),
                    field.flag("years"),
                    field.flag("words"),
                    field.flag("characters"),
                    field.format("left format"),
                    field.format("right format")));
        }
        List<Feature> features = new ArrayList<>();
        for (Values feature : values.maps("features")) {
            features.add(new Feature(
                    (int) feature.number("field"), feature.text("name"), Feature.Shape.valueOf(feature.text("shape"))));
        }
        Map<Integer, List<Association.Entry>> associations = new LinkedHashMap<>();
        for (Values association : values.maps("associations")) {
            associations.put((int) association.number("field"), association.entries("together"));
        }
        return new ModelData(
                new Partners(values.flag("left many"), values.flag("right many")),
                values.flag("all columns"),
                values.flag("characters"),
                fields,
                features,
                curves(values, features),
                Likelihood.Data.fromMap(values.map("likelihood")),
                associations);
    }

    private static Curves curves(Values values, List<Feature> features) {
        Curves curves = new Curves(features, values.number("bias"));
        List<Values> maps = values.maps("features");
        for (int i = 0; i < maps.size(); i++) {
            double[] weights = maps.get(i).numbers("weights");
            System.arraycopy(weights, 0, curves.weight[i], 0, Math.min(weights.length, Curves.SLOPES));
        }
        curves.tabulate();
        return curves;
    }
}
