package dev.esssimulator.gateway;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes maps, lists and values as XML elements. A list repeats the element. */
final class XmlTree {

	private final XMLStreamWriter xml;

	private XmlTree(XMLStreamWriter xml) {
		this.xml = xml;
	}

	static String write(String root, Map<String, Object> tree) {
		StringWriter text = new StringWriter();
		try {
			XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
			xml.writeStartDocument("UTF-8", "1.0");
			new XmlTree(xml).element(root, tree);
			xml.writeEndDocument();
			xml.close();
			return text.toString();
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void element(String name, Object value) throws XMLStreamException {
		if (value instanceof List<?> list) {
			for (Object item : list) {
				element(name, item);
			}
			return;
		}
		this.xml.writeStartElement(name);
		if (value instanceof Map<?, ?> map) {
			for (Map.Entry<?, ?> child : map.entrySet()) {
				element(String.valueOf(child.getKey()), child.getValue());
			}
		}
		else {
			this.xml.writeCharacters(String.valueOf(value));
		}
		this.xml.writeEndElement();
	}

}
