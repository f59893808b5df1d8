namespace Petals.Mixtral.Config.Json;

/// <summary>
/// Writes JSON text as Python's <c>json.dumps</c> does: it escapes everything but printable ASCII and spells floats as
/// <c>repr</c> does.
/// </summary>
internal sealed partial class PythonJsonWriter(
    PythonJsonStyle style = PythonJsonStyle.OneLine,
    int capacity = PythonJsonWriter.SmallestBuffer
)
{
    /// <summary>Larger floats are not compared as integers: 1e308 has 309 digits.</summary>
    private const double LargestComparable = 1e23;

    /// <summary>The largest text in bytes. The indentation of deep nesting multiplies the size of a text.</summary>
    private const int MaxLength = 128 * 1024 * 1024;

    private const int SmallestBuffer = 64;

    /// <summary>The characters that Python does not escape.</summary>
    private static readonly SearchValues<char> PlainCharacters = SearchValues.Create(
        " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"
    );

    private readonly PythonJsonStyle _style = style;
    private byte[] _buffer = new byte[capacity];
    private int _length;
    private int _depth;
    private bool _hasPrevious;
    private bool _afterName;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Returns the text of one value on one line.</summary>
    public static string TextOf<T>(T value, Action<PythonJsonWriter, T> write) =>
        Encoding.ASCII.GetString(SliceOf(value, write).Text);

    public static JsonSlice SliceOf<T>(
        T value,
        Action<PythonJsonWriter, T> write,
        PythonJsonStyle style = PythonJsonStyle.OneLine
    )
    {
        var writer = new PythonJsonWriter(style);
        write(writer, value);
        return JsonSlice.FromText(writer.Written.ToArray());
    }

    public override string ToString() => Encoding.ASCII.GetString(Written);

    public void BeginObject() => Begin((byte)'{');

    public void EndObject() => End((byte)'}');

    public void BeginArray() => Begin((byte)'[');

    public void EndArray() => End((byte)']');

    /// <summary>Ends the text. A config.json ends with a line break.</summary>
    public void EndText()
    {
        if (_style == PythonJsonStyle.Indented)
        {
            Append((byte)'\n');
        }
    }

    public void Name(string name)
    {
        Separate();
        Quote(name);
        Append(": "u8);
        _afterName = true;
    }

    /// <summary>Writes a name that is already in Python's spelling, with its quotes and colon.</summary>
    public void Name(ReadOnlySpan<byte> json)
    {
        Separate();
        Append(json);
        _afterName = true;
    }

    /// <summary>Writes a value whose text is already in Python's spelling.</summary>
    public void Literal(ReadOnlySpan<byte> text)
    {
        BeginValue();
        Append(text);
    }

    public void Null() => Literal("null"u8);

    public void Boolean(bool value) => Literal(value ? "true"u8 : "false"u8);

    public void Integer(long value)
    {
        BeginValue();
        Span<byte> digits = Reserve(20);
        value.TryFormat(digits, out int written, provider: CultureInfo.InvariantCulture);
        _length += written;
    }

    public void Integer(BigInteger value) =>
        Literal(Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture)));

    public void Float(double value)
    {
        if (!double.IsFinite(value))
        {
            Constant(value);
        }
        else if (
            _style == PythonJsonStyle.Comparable
            && value == Math.Truncate(value)
            && Math.Abs(value) < LargestComparable
        )
        {
            // In Python 1 equals 1.0, and 1e22 equals 10**22.
            Integer(new BigInteger(value));
        }
        else
        {
            BeginValue();
            _length += PythonFloat.Format(value, Reserve(PythonFloat.MaxLength));
        }
    }

    public void Text(string value)
    {
        BeginValue();
        Quote(value);
    }

    private void Constant(double value)
    {
        string name = value.ToString(CultureInfo.InvariantCulture);
        string text = _style == PythonJsonStyle.StrictJson ? $"{{\"__float__\": \"{name}\"}}" : name;
        Literal(Encoding.ASCII.GetBytes(text));
    }

    private void Begin(byte bracket)
    {
        BeginValue();
        Append(bracket);
        _depth++;
        _hasPrevious = false;
    }

    private void End(byte bracket)
    {
        _depth--;
        if (_hasPrevious)
        {
            BreakLine(between: false);
        }

        Append(bracket);
        _hasPrevious = true;
    }

    /// <summary>Separates a value from the one before it, unless it follows its name or is the whole text.</summary>
    private void BeginValue()
    {
        if (_afterName)
        {
            _afterName = false;
        }
        else if (_depth > 0)
        {
            Separate();
        }
    }

    private void Separate()
    {
        if (_hasPrevious)
        {
            Append((byte)',');
        }

        BreakLine(between: _hasPrevious);
        _hasPrevious = true;
    }

    /// <summary>Begins a new line. In a text of one line it writes a space between two items.</summary>
    private void BreakLine(bool between)
    {
        if (_style == PythonJsonStyle.Indented)
        {
            int length = 1 + (2 * _depth);
            Span<byte> line = Reserve(length)[..length];
            line.Fill((byte)' ');
            line[0] = (byte)'\n';
            _length += length;
        }
        else if (between)
        {
            Append((byte)' ');
        }
    }

    private void Quote(ReadOnlySpan<char> text)
    {
        Append((byte)'"');
        while (text.IndexOfAnyExcept(PlainCharacters) is >= 0 and int plain)
        {
            Plain(text[..plain]);
            Escape(text[plain]);
            text = text[(plain + 1)..];
        }

        Plain(text);
        Append((byte)'"');
    }

    private void Plain(ReadOnlySpan<char> text)
    {
        Ascii.FromUtf16(text, Reserve(text.Length), out int written);
        _length += written;
    }

    private void Escape(char character)
    {
        Append((byte)'\\');
        if ("\"\\\b\f\n\r\t".IndexOf(character) is >= 0 and int index)
        {
            Append("\"\\bfnrt"u8[index]);
        }
        else
        {
            Append((byte)'u');
            ((int)character).TryFormat(Reserve(4), out int written, "x4", CultureInfo.InvariantCulture);
            _length += written;
        }
    }

    private void Append(byte character)
    {
        Reserve(1)[0] = character;
        _length++;
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Reserve(text.Length));
        _length += text.Length;
    }

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _length < count)
        {
            Grow(count);
        }

        return _buffer.AsSpan(_length);
    }

    /// <summary>Separate from <see cref="Reserve"/>, so the compiler can inline that.</summary>
    private void Grow(int count)
    {
        if (_length + count > MaxLength)
        {
            throw new PretrainedConfigException(
                $"The text of the config is longer than {MaxLength} bytes. Nest its values less deeply, or remove some."
            );
        }

        Array.Resize(ref _buffer, Math.Min(Math.Max(2 * _buffer.Length, _length + count), MaxLength));
    }
}
