package dev.tandem.format.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.exc.WstxEOFException;
import com.ctc.wstx.stax.WstxInputFactory;
import dev.tandem.spi.FlatFields;
import dev.tandem.spi.FormatOptions;
import dev.tandem.spi.MetadataFormat;
import dev.tandem.spi.Parsed;
import dev.tandem.spi.Problem;
import dev.tandem.spi.Text;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.util.Set;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;

/**
 * One root element of any name, and in it one level of elements: an element's local name is the field, its text the
 * text, with line breaks as XML reads them. {@code <field name="x">} is the field {@code x}. {@code xsi:nil} stands for
 * the empty text.
 *
 * <p>Elements within fields, attributes other than those of {@code xml:} and {@code xsi:}, text between fields,
 * document types and entities are refused; comments and processing instructions are not looked at. Without a byte order
 * mark the XML declaration decides the charset: UTF-8, UTF-16, US-ASCII, ISO-8859-1 or windows-1252.
 */
public final class XmlFormat implements MetadataFormat {
    // Jackson's XML parser shows attributes as fields and mixed text as a field without a name, so its own parser,
    // Woodstox, is read directly. It is named here because a lookup would prefer others on the class path.
    private static final XMLInputFactory FACTORY = factory();

    @Override
    public String name() {
        return "xml";
    }

    @Override
    public Set<String> extensions() {
        return Set.of("xml");
    }

    @Override
    public Parsed parse(byte[] content, FormatOptions options) {
        Charset charset = XmlDeclaration.charset(content, options.charset());
        if (charset == null) {
            return Parsed.bad(
                    Problem.Code.FORBIDDEN,
                    "the XML declaration names an encoding that is not read or not the file's own; save the file as"
                            + " UTF-8 and declare that");
        }
        return Text.parse(
                content,
                options.withCharset(charset),
                bytes -> read(() -> FACTORY.createXMLStreamReader(new ByteArrayInputStream(bytes)), options),
                text -> read(() -> FACTORY.createXMLStreamReader(new StringReader(text)), options));
    }

    private static Parsed read(Opening xml, FormatOptions options) {
        try {
            XMLStreamReader reader = xml.open();
            try {
                return new XmlReading(reader, new FlatFields(options)).read();
            } finally {
                reader.close();
            }
        } catch (WstxEOFException e) {
            return malformed(e.getLocation(), "the file ends before its root element does; send the whole file");
        } catch (XMLStreamException e) {
            return malformed(e.getLocation(), "this is not XML; look for a tag that is not closed, or a bare & or <");
        }
    }

    private static Parsed malformed(Location place, String text) {
        return new Parsed.Bad(
                new Problem(Problem.Code.MALFORMED, place.getLineNumber(), place.getColumnNumber(), "", text));
    }

    private static XMLInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 16);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, 4_096);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, 16);
        return factory;
    }

    @FunctionalInterface
    private interface Opening {
        XMLStreamReader open() throws XMLStreamException;
    }
}
