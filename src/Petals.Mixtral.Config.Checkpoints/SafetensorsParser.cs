using System.Text.Json;
using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Collections;
using Petals.Mixtral.Config.Json;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>
/// Parses the JSON text of a header: <c>{name: {"dtype": …, "shape": […], "data_offsets": [begin, end]}}</c>. It
/// validates everything, because the file may be hostile.
/// </summary>
/// <param name="file">The path of the file, for messages.</param>
/// <param name="dataOffset">The offset of the values in the file.</param>
/// <param name="dataLength">The size of all values.</param>
internal sealed class SafetensorsParser(string file, long dataOffset, long dataLength)
{
    private const string Place = "header";
    private readonly Dictionary<string, SafetensorsTensor> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);

    /// <exception cref="CheckpointFormatException">The text is not a header, or the tensors do not fill the file
    /// exactly.</exception>
    public (Dictionary<string, SafetensorsTensor> Tensors, Dictionary<string, string> Metadata) Parse(
        ReadOnlySpan<byte> json
    )
    {
        if (!json.StartsWith("{"u8))
        {
            throw Fault(Place, "a JSON object", Excerpt.Of(json));
        }

        if (JsonCheck.FindTextFault(json) is { } fault)
        {
            throw Fault(Place, fault.Expected, fault.Found);
        }

        try
        {
            var reader = new Utf8JsonReader(json);
            ReadAll(ref reader);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Utf8JsonReader throws InvalidOperationException for half of a surrogate pair.
            throw new CheckpointFormatException(
                file,
                Place,
                "a JSON object",
                $"{Excerpt.Of(json)} ({JsonCheck.Reason(exception)})",
                exception
            );
        }

        CheckOffsets();
        return (_tensors, _metadata);
    }

    private void ReadAll(ref Utf8JsonReader reader)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("__metadata__"u8))
            {
                ReadMetadata(ref reader);
                continue;
            }

            string name = reader.GetString()!;
            if (!_tensors.TryAdd(name, ReadTensor(ref reader, name)))
            {
                throw Fault(PlaceOf(name), "each tensor once", "a second one");
            }

            CheckpointLimits.ThrowIfMany(_tensors.Count, CheckpointLimits.MaxTensorsOfFile, file, Place);
        }

        // Throws unless only white space follows.
        reader.Read();
    }

    /// <summary>Reads the metadata, which some tools write as null.</summary>
    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        const string Metadata = "__metadata__";
        const string Expected = "an object of strings";
        if (!reader.Read() || reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.Null))
        {
            throw Fault(Metadata, Expected, TokenText.KindOf(reader.TokenType));
        }

        while (
            reader.TokenType != JsonTokenType.Null && reader.Read() && reader.TokenType == JsonTokenType.PropertyName
        )
        {
            string key = reader.GetString()!;
            Expect(ref reader, JsonTokenType.String, Metadata, Expected);
            _metadata[key] = reader.GetString()!;
            CheckpointLimits.ThrowIfMany(_metadata.Count, CheckpointLimits.MaxTensorsOfFile, file, Metadata, "texts");
        }
    }

    private SafetensorsTensor ReadTensor(ref Utf8JsonReader reader, string name)
    {
        string place = PlaceOf(name);
        (TorchDtype Dtype, int Bits)? dtype = null;
        long[]? shape = null;
        long[]? offsets = null;
        Expect(ref reader, JsonTokenType.StartObject, place, "an object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("dtype"u8))
            {
                Expect(ref reader, JsonTokenType.String, $"{place}, dtype", "a string");
                string code = reader.GetString()!;
                dtype =
                    SafetensorsDtype.Find(code)
                    ?? throw Fault(
                        $"{place}, dtype",
                        "a dtype of the format, such as BF16",
                        $"'{Printable.Short(code)}'"
                    );
            }
            else if (reader.ValueTextEquals("shape"u8))
            {
                shape = ReadNumbers(ref reader, $"{place}, shape");
            }
            else if (reader.ValueTextEquals("data_offsets"u8))
            {
                offsets = ReadNumbers(ref reader, $"{place}, data_offsets");
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return dtype is var (type, bits) && shape is not null && offsets is not null
            ? Tensor(new TensorSpec(name, ValueList<long>.Create(shape)), type, bits, offsets, place)
            : throw Fault(
                place,
                "dtype, shape and data_offsets",
                $"no {(dtype is null ? "dtype" : shape is null ? "shape" : "data_offsets")}"
            );
    }

    private SafetensorsTensor Tensor(TensorSpec spec, TorchDtype dtype, int bits, long[] offsets, string place)
    {
        if (offsets is not [var begin, var end] || begin > end || end > dataLength)
        {
            throw Fault(
                $"{place}, data_offsets",
                $"a begin and an end inside the {dataLength} bytes of values",
                ShapeText.Format(offsets)
            );
        }

        Int128 size = 1;
        foreach (long dimension in spec.Shape)
        {
            // The product cannot overflow, because both factors fit into 64 bits.
            size *= dimension;
            if (size > long.MaxValue)
            {
                throw Fault($"{place}, shape", "a tensor inside the file", ShapeText.Format(spec.Shape));
            }
        }

        return size * bits == (Int128)(end - begin) * 8
            ? new SafetensorsTensor(spec, dtype, dataOffset + begin, end - begin)
            : throw Fault(
                place,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{size} values of {dtype} in {(double)(size * bits) / 8:0.#} bytes"
                ),
                $"{end - begin} bytes"
            );
    }

    private long[] ReadNumbers(ref Utf8JsonReader reader, string place)
    {
        Expect(ref reader, JsonTokenType.StartArray, place, "a list of numbers");
        var numbers = new List<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            numbers.Add(
                reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long number) && number >= 0
                    ? number
                    : throw Fault(
                        place,
                        "whole numbers from 0",
                        Excerpt.Of(reader.HasValueSequence ? [] : reader.ValueSpan)
                    )
            );
        }

        return [.. numbers];
    }

    /// <summary>The format allows neither gaps nor overlaps.</summary>
    private void CheckOffsets()
    {
        SafetensorsTensor[] ordered = [.. _tensors.Values];
        Array.Sort(
            ordered,
            static (left, right) => (left.Offset, left.SizeInBytes).CompareTo((right.Offset, right.SizeInBytes))
        );
        long position = dataOffset;
        foreach (SafetensorsTensor tensor in ordered)
        {
            if (tensor.Offset != position)
            {
                long expected = position - dataOffset;
                throw Fault(
                    $"{PlaceOf(tensor.Spec.Name)}, data_offsets",
                    $"a tensor that begins at {expected}, where the one before it ends",
                    $"one that begins at {tensor.Offset - dataOffset}: "
                        + $"{(tensor.Offset < position ? "they overlap" : "there is a gap")}"
                );
            }

            position += tensor.SizeInBytes;
        }

        if (position != dataOffset + dataLength)
        {
            throw Fault("values", $"{position - dataOffset} bytes, as the header requires", $"{dataLength}");
        }
    }

    private void Expect(ref Utf8JsonReader reader, JsonTokenType expected, string place, string description)
    {
        if (!reader.Read() || reader.TokenType != expected)
        {
            throw Fault(place, description, TokenText.KindOf(reader.TokenType));
        }
    }

    private CheckpointFormatException Fault(string place, string expected, string found) =>
        new(file, place, expected, found);

    private static string PlaceOf(string tensor) => $"tensor '{Printable.Short(tensor)}'";
}
