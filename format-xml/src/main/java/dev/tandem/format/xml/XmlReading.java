package dev.tandem.format.xml;

import dev.tandem.spi.FlatFields;
import dev.tandem.spi.Parsed;
import dev.tandem.spi.Problem;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** One reading of one file. */
final class XmlReading {
    private static final String XSI = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;

    /** Attributes that say how to read an element; all others are data. */
    private static final Map<String, Set<String>> HARMLESS = Map.of(
            XSI,
            Set.of("nil", "type", "schemaLocation", "noNamespaceSchemaLocation"),
            XMLConstants.XML_NS_URI,
            Set.of("lang", "space"));

    private static final int LOOKAHEAD = 1_000;

    private final XMLStreamReader reader;
    private final FlatFields fields;
    private final Crowding crowding = new Crowding();

    XmlReading(XMLStreamReader reader, FlatFields fields) {
        this.reader = reader;
        this.fields = fields;
    }

    Parsed read() throws XMLStreamException {
        try {
            prolog();
            elements();
            epilog();
            return fields.parsed();
        } catch (Refused e) {
            return new Parsed.Bad(e.problem);
        }
    }

    /** Moves to the root element. */
    private void prolog() throws XMLStreamException, Refused {
        for (int event = next(); event != XMLStreamConstants.START_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.DTD) {
                throw refused(Problem.Code.FORBIDDEN, "", "a document type is not read; leave the DOCTYPE out");
            }
        }
        refuseAttributes(false);
    }

    /** Moves from the root element's start to its end. */
    private void elements() throws XMLStreamException, Refused {
        for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                element();
            } else if (isText(event, "") && !reader.isWhiteSpace()) {
                throw refused(Problem.Code.MALFORMED, "", "text stands outside of the fields; write it in an element");
            }
        }
    }

    private void epilog() throws Refused {
        Location end = reader.getLocation();
        try {
            while (reader.hasNext()) {
                next();
            }
        } catch (XMLStreamException e) {
            throw refused(
                    Problem.Code.SEVERAL_RECORDS,
                    end,
                    "",
                    "something follows the root element, which ends here; write one record in each file");
        }
    }

    /** Moves from a field's start to its end. */
    private void element() throws XMLStreamException, Refused {
        Location place = reader.getLocation();
        String element = reader.getLocalName();
        String name = element;
        boolean nil = false;
        if (reader.getAttributeCount() > 0) {
            String given = element.equals("field") ? reader.getAttributeValue("", "name") : null;
            refuseAttributes(given != null);
            name = given == null ? element : given;
            nil = isNil();
        }
        if (name.equals(element)) {
            refuseIf(crowding.isTooMuch(element));
        }
        String text = text(element, name);
        if (nil && !text.isEmpty()) {
            throw refused(
                    Problem.Code.MALFORMED,
                    place,
                    name,
                    "xsi:nil stands on an element with text; leave out one of them");
        }
        Problem problem = fields.add(name, text);
        if (problem != null) {
            throw refused(problem.code(), place, problem.field(), problem.text());
        }
    }

    private String text(String element, String name) throws XMLStreamException, Refused {
        String text = "";
        StringBuilder pieces = null;
        for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                throw nested(element, name);
            }
            if (!isText(event, name)) {
                continue;
            }
            if (text.isEmpty()) {
                text = reader.getText();
            } else {
                pieces = pieces == null ? new StringBuilder(text) : pieces;
                pieces.append(reader.getText());
            }
        }
        return pieces == null ? text : pieces.toString();
    }

    private boolean isText(int event, String field) throws Refused {
        if (event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw refused(
                    Problem.Code.FORBIDDEN,
                    field,
                    "an entity other than &lt; &gt; &amp; &quot; and &apos; is not read; write its text in its place");
        }
        return event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE;
    }

    private boolean isNil() {
        String nil = reader.getAttributeValue(XSI, "nil");
        return "true".equals(nil) || "1".equals(nil);
    }

    private void refuseAttributes(boolean nameIsOne) throws Refused {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String namespace = Objects.requireNonNullElse(reader.getAttributeNamespace(i), "");
            String attribute = reader.getAttributeLocalName(i);
            boolean harmless = (nameIsOne && attribute.equals("name") && namespace.isEmpty())
                    || HARMLESS.getOrDefault(namespace, Set.of()).contains(attribute);
            if (!harmless) {
                throw refused(
                        Problem.Code.NESTED,
                        reader.getLocalName() + "@" + attribute,
                        "the element has an attribute; write what it holds as an element of its own");
            }
        }
    }

    private Refused nested(String element, String name) {
        Location place = reader.getLocation();
        String path = name + "." + reader.getLocalName();
        if (isList(element)) {
            return refused(
                    Problem.Code.SEVERAL_RECORDS, place, path, "the file holds a list; write one record in each file");
        }
        return refused(
                Problem.Code.NESTED,
                place,
                path,
                "an element stands inside a field; metadata is flat, so write it beside the field, named like this path");
    }

    /** Whether an element after this one has its name and holds elements, too. */
    private boolean isList(String element) {
        boolean sameName = false;
        try {
            int depth = 3;
            for (int i = 0; i < LOOKAHEAD && depth > 0; i++) {
                int event = reader.next();
                if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                } else if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                    if (depth == 2) {
                        sameName = reader.getLocalName().equals(element);
                    } else if (depth == 3 && sameName) {
                        return true;
                    }
                }
            }
        } catch (XMLStreamException e) {
            return false;
        }
        return false;
    }

    private int next() throws XMLStreamException, Refused {
        int event = reader.next();
        if (event == XMLStreamConstants.PROCESSING_INSTRUCTION) {
            refuseIf(crowding.isTooMuch(1));
        } else if (event == XMLStreamConstants.START_ELEMENT && reader.getNamespaceCount() > 0) {
            refuseIf(crowding.isTooMuch(reader.getNamespaceCount()));
        }
        return event;
    }

    private void refuseIf(boolean crowded) throws Refused {
        if (crowded) {
            throw refused(
                    Problem.Code.TOO_LARGE,
                    "",
                    "there are too many namespaces, processing instructions or names that look alike; leave some out");
        }
    }

    private Refused refused(Problem.Code code, String field, String text) {
        return refused(code, reader.getLocation(), field, text);
    }

    private static Refused refused(Problem.Code code, Location place, String field, String text) {
        return new Refused(new Problem(code, place.getLineNumber(), place.getColumnNumber(), field, text));
    }

    /** Carries a problem out of the reading. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Refused(Problem problem) {
            super(null, null, false, false);
            this.problem = problem;
        }
    }
}
