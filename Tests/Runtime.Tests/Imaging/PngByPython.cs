using System;
using System.Collections.Generic;

namespace VaeGen.Runtime.Tests.Imaging;

/// <summary>PNG files made by png_by_python.py, which says what their pixels are.</summary>
internal static class PngByPython
{
    internal static readonly IReadOnlyDictionary<(int ColorType, int BitDepth, bool IsInterlaced, int Height, int Width), byte[]> Files =
        new Dictionary<(int, int, bool, int, int), byte[]>
        {
            [(0, 1, false, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALAQAAAACFIpq2AAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAABVJREFUeNpjCGVgXHWNaXUDc4M2y+rVD"
                    + "KsaTUHRKgAAAB"
                + "VJREFUGENXM4U2MDNMYwnVZghlAACuMQmAkAkW/gAAAABJRU5ErkJggg=="),
            [(0, 1, true, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALAQAAAAHyJaogAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAABVJREFUeNpjYGBkYABjEMkEIz8wfmBiY"
                    + "K5gDU7IkAAAAB"
                + "VJREFUAbIYVjUwrroGFGMOfQ3kAwBuaAdPOxl+EwAAAABJRU5ErkJggg=="),
            [(0, 2, false, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALAgAAAADCguBmAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAABpJREFUeNpjsLRkYPRj+MTk6urAPFuTj"
                    + "yWU4TiDn589JH"
                + "nzAAAAG0lEQVQD42SGt0yBgQ7Mx1e3sIgyODBMntwAAOcvC65Xw3mRAAAAAElFTkSuQmCC"),
            [(0, 2, true, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALAgAAAAG1hdDwAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAAB5JREFUeNpjYGBkYABjhgWMC5gYGDoaG"
                    + "Dt+AGmGu4zlTG"
                + "nMfs2HLQAAAB9JREFUnCxpDOUMfn4OjE8Y7jBlZTUw7/XWY8li+AQAII4NB2d5JDIAAAAASUVORK5CYII="),
            [(0, 4, false, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALBAAAAABNwhXGAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAACRJREFUeNpj4E48rtvAGJCWFhbHFBrqG"
                    + "hrAvOJcXFwQS2"
                + "hYaFgAw5RfYISB7wAAACVJREFUAdsEGF+mhaWFMgElXQOYU+LiwsJYQoHSqxl0m1/6LwAAz7QWX9wOiK4AAAAASUVORK5CYII="),
            [(0, 4, true, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALBAAAAAE6xSVQAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAACxJREFUeNoBTQCy/wAIAYAAwAFAAEDAA"
                    + "GIBpgJEAKBsIA"
                + "HkvMACRERAALF9AVu8AppQoagwAAAALElEQVSaAyWzBJq8ANOfAFC2HHLQAfpWZmZUApqqmpqgA/T4iHiABJpmAKpWz3EcthiZJmMAAAAASUVORK5CYII="),
            [(0, 8, false, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALCAAAAACIMvjHAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAAB5JREFUeNpjYOAWU9Qxd/KNYFTlhgImV"
                    + "Rhg9pKAAha4LM"
                + "POonljVAAAAB9JREFUI+dvPf3wm02Q8R4WHepYdBTVdkyet3LL/lMAoTYUdKDYE8MAAAAASUVORK5CYII="),
            [(0, 8, true, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALCAAAAAH/NchRAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAADJJREFUeNpjYIhg1Ihg0GEMYZhy4A2Dm"
                    + "BPjKh2mKVMYvB"
                + "LKehYx3hMDAiAXCBi4Fc19GUNBfC9mbxstAAAAM0lEQVQgYJ5lYLCBxUvMS4yhdvLK/QyqBtZugTHpRbWM+dxQAFYHBszLV4OBtjaLF0wWAKx2H5+7X"
                + "zc1AAAAAElFTkSu"
                + "QmCC"),
            [(0, 16, false, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALEAAAAADYoiSEAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAADRJREFUeNpjYGBg4GYQY1Bk0GEwZ3Bi8"
                    + "GWIYGRQBQqhQC"
                + "agEBpkZvBikECFLJgaGRh2MhxhOM9wi+FhJtsAAAA0SURBVOEpwweG34xsjIKMDPcgcowI4xlVIRDJeEZ1YoxnLGKsZexgnMw4j3El4xbG/YynAN6cF"
                + "IXMxEiAAAAAAElF"
                + "TkSuQmCC"),
            [(0, 16, true, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALEAAAAAGvpRQSAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAAElJREFUeNpdzCEKAlEUheH/ONPsrxsGh"
                    + "JnwmsFmMAwYBI"
                + "UJBptRMNhmB7Z5yWgRtcwOdCWuwEV49YGifNz0cy5AJfWpoJBmELjxAMdInJ2h2lAAAABKSURBVCk6CgpQsmTLjoO44+Ssu5giuvQYMBFzYrTJW8IeL"
                + "682VWnhdarV6KQr"
                + "ZHiGjJmyYMWGWqzt1Y/Pp0gm0VGXL3Ly1Nrf8AlIfx+2EblVYgAAAABJRU5ErkJggg=="),
            [(2, 8, false, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALCAIAAAAiOzBMAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAAEdJREFUeNpjYDDN4nYoFfNuUAzr1kmcZ"
                    + "p6z0Kl8jW/T9o"
                + "jeQ4yqUf3cOACTKm7A7JVaL4ECZoARCLAA5ZGMQWZzM+x8p3zkp955FsvXi0AYAAAAR0lEQVRb/C5Ppfw/qEb9Nkhlsy4QdKtmvCfsQZZb1B1jJHAAN"
                + "LegAIai5XdqNz3v"
                + "2Ptp8om/8y5zrLwnvOWl3P4vmqf+mwAANFI97gCtM2QAAAAASUVORK5CYII="),
            [(2, 8, true, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALCAIAAAFVPADaAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAAGJJREFUeNpjYDDNiug9xKgROykiIoJBJ"
                    + "3EaY0jnPoYpJ/"
                + "8d+Kr1RjGMQcy7wal8DeOq+yI6OjpMU8CAwat+S8LUU2WrH/Qc/LboOg/jPWEPMSQAVQYHDNwOpYph3eY5C32btjOGdu2QzEeeAAAAY0lEQVRHqPRCA"
                + "syztvgbbDAAAiDB"
                + "AhQAKvACK2Oo3fR88om/K+8J7/+iyaAa1W+QOsu6YKlb9YbAtt0xE4+lz7lYtPwOUBFj/pKb3DgAil1ogHn5wZjVq7VXa6MgCAC5BJeZAB+6ZTVleZI"
                + "VAAAAAElFTkSuQm"
                + "CC"),
            [(2, 16, false, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALEAIAAAByq+wPAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAAHxJREFUeNqVkDEohAEYhp/nv0vKIF1JB"
                    + "iX9SUkGkixIEs"
                + "kmXRbDLTJIySCRSUkGJZMySZmkZJCSQRaDTbpNskiySOKX4+jO5XrqHb563+/7XoBWximjk2kqGWCBWoZZppEx1mljgi26mWGXQRY5YIQVTiQkyWpkK"
                + "4ogshWBGY3RTxzL"
                + "4aMAAAB8SURBVIp5qvLhp25k9Yt4JidabO4xYd7pBxxybx2nPNvEhXHbubLcHm6sdogHQ5O82GzKEjuctMJeZyVtwr7cPAtX4q9Xs1qYmPV2OZq/kr/"
                + "5Ucl/+D7dKbe9ds"
                + "49b13yyEfXPPPVTS+DUndMBwn3vQtqPPYpaPDct6DlHT5bPjL6WXRSAAAAAElFTkSuQmCC"),
            [(2, 16, true, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALEAIAAAEFrNyZAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAAJ1JREFUeNqNkE0og3Ecxz/fZ7vNbdp9B"
                    + "+XlOewiBxc5SI"
                + "8kxZKmOEhJkcJBixyUt4RxWC5EizmstXJQZg7CzUlK47aLI27kmb00Y6VP32+//9u33+8P0MgofaxxKdVqQJv2IgsmQ+xIPVrSOYS44ZML3lTPi7zyg"
                + "4cO5mllhhNxzJOq"
                + "MWViGgopxLdssJgjwSDb3DJNlGdWSfHOPveqEmm51QkGruMAAACeSURBVG5n2chDGUYuJB9VrIqOixam8OJnhSbG2KOTBU5FL8sky+PkMex2LFkFV96"
                + "xHISVUBc+xWz58O"
                + "UqfM7c7XyEVRKnoOLKaEvX+tCR0oZbSb0adVBDP+v242HCNDPBIW3MEqObRc4IsMEVI+xyxyQRHgkSJyPGOeDBHukP5KICFSbSj93fZw5FlFJAUUVpy"
                + "Kqyl+Ik9xuu/1Fo"
                + "+wvZTmV/qXI1NQAAAABJRU5ErkJggg=="),
            [(3, 1, false, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALAQMAAACXlzVYAAAABlBMVEUAAAABAwcR7BWYAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAABVJREFUe"
                    + "NpjCGVgXHWNaX"
                + "UDc4M2y+rVDKsaTUHRKgAAABVJREFUGENXM4U2MDNMYwnVZghlAACuMQmAkAkW/gAAAABJRU5ErkJggg=="),
            [(3, 1, true, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALAQMAAAHgkAXOAAAABlBMVEUAAAABAwcR7BWYAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAABVJREFUe"
                    + "NpjYGBkYABjEM"
                + "kEIz8wfmBiYK5gDU7IkAAAABVJREFUAbIYVjUwrroGFGMOfQ3kAwBuaAdPOxl+EwAAAABJRU5ErkJggg=="),
            [(3, 2, false, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALAgMAAADQN0+IAAAADFBMVEUAAAABAwcCBg4DCRX1tNjbAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAA"
                    + "BpJREFUeNpjsL"
                + "RkYPRj+MTk6urAPFuTjyWU4TiDn589JHnzAAAAG0lEQVQD42SGt0yBgQ7Mx1e3sIgyODBMntwAAOcvC65Xw3mRAAAAAElFTkSuQmCC"),
            [(3, 2, true, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALAgMAAAGnMH8eAAAADFBMVEUAAAABAwcCBg4DCRX1tNjbAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAA"
                    + "B5JREFUeNpjYG"
                + "BkYABjhgWMC5gYGDoaGDt+AGmGu4zlTGnMfs2HLQAAAB9JREFUnCxpDOUMfn4OjE8Y7jBlZTUw7/XWY8li+AQAII4NB2d5JDIAAAAASUVORK5CYII="),
            [(3, 4, false, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALBAMAAABfd7ooAAAAMFBMVEUAAAABAwcCBg4DCRUEDBwFDyMGEioHFTEIGDgJGz8KHkYLIU0MJFQNJ1sOKmIPL"
                    + "WlZCxr6AAAAEH"
                + "RFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAACRJREFUeNpj4E48rtvAGJCWFhbHFBrqGhrAvOJcXFwQS2hYaFgAw5RfYISB7wAAACVJREFUAdsEGF+mh"
                + "aWFMgElXQOYU+Li"
                + "wsJYQoHSqxl0m1/6LwAAz7QWX9wOiK4AAAAASUVORK5CYII="),
            [(3, 4, true, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALBAMAAAEocIq+AAAAMFBMVEUAAAABAwcCBg4DCRUEDBwFDyMGEioHFTEIGDgJGz8KHkYLIU0MJFQNJ1sOKmIPL"
                    + "WlZCxr6AAAAEH"
                + "RFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAACxJREFUeNoBTQCy/wAIAYAAwAFAAEDAAGIBpgJEAKBsIAHkvMACRERAALF9AVu8AppQoagwAAAALElEQ"
                + "VSaAyWzBJq8ANOf"
                + "AFC2HHLQAfpWZmZUApqqmpqgA/T4iHiABJpmAKpWz3EcthiZJmMAAAAASUVORK5CYII="),
            [(3, 8, false, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALCAMAAACah1cpAAADAFBMVEUAAAABAwcCBg4DCRUEDBwFDyMGEioHFTEIGDgJGz8KHkYLIU0MJFQNJ1sOKmIPL"
                    + "WkQMHARM3cSNn"
                + "4TOYUUPIwVP5MWQpoXRaEYSKgZS68aTrYbUb0cVMQdV8seWtIfXdkgYOAhY+ciZu4jafUkbPwlbwMmcgondREoeBgpex8qfiYrgS0shDQthzsuikIvj"
                + "UkwkFAxk1cyll4z"
                + "mWU0nGw1n3M2ono3pYE4qIg5q486rpY7sZ08tKQ9t6s+urI/vblAwMBBw8dCxs5DydVEzNxFz+NG0upH1fFI2PhJ2/9K3gZL4Q1M5BRN5xtO6iJP7Sl"
                + "Q8DBR8zdS9j5T+U"
                + "VU/ExV/1NWAlpXBWFYCGhZC29aDnZbEX1cFIRdF4teGpJfHZlgIKBhI6diJq5jKbVkLLxlL8NmMspnNdFoONhpO99qPuZrQe1sRPRtR/tuSgJvTQlwU"
                + "BBxUxdyVh5zWSV0"
                + "XCx1XzN2Yjp3ZUF4aEh5a096blZ7cV18dGR9d2t+enJ/fXmAgICBg4eCho6DiZWEjJyFj6OGkqqHlbGImLiJm7+KnsaLoc2MpNSNp9uOquKPremQsPC"
                + "Rs/eStv6TuQWUvA"
                + "yVvxOWwhqXxSGYyCiZyy+azjab0T2c1ESd10ue2lKf3Vmg4GCh42ei5m6j6XWk7Hyl74Om8oqn9ZGo+Jip+5+q/qarAa2sBLStB7uuCsKvDcmwENCxE"
                + "9eyFt6zGeW0HOy1"
                + "H/O2Ivq3JQG4KAi5Kw+6Lha7MR28NCS9Nyu+OjK/PTnAQEDBQ0fCRk7DSVXETFzFT2PGUmrHVXHIWHjJW3/KXobLYY3MZJTNZ5vOaqLPbanQcLDRc7f"
                + "Sdr7TecXUfMzVf9"
                + "PWgtrXheHYiOjZi+/ajvbbkf3clATdlwvemhLfnRngoCDhoyfipi7jqTXkrDzlr0PmskrntVHouFjpu1/qvmbrwW3sxHTtx3vuyoLvzYnw0JDx05fy1"
                + "p7z2aX03Kz137P2"
                + "4rr35cH46Mj568/67tb78d389OT99+v++vL//flXJ1cKAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAAB5JREFUeNpjYOAWU9Qxd/KNYFTlhgI"
                + "mVRhg9pKAAha4LM"
                + "POonljVAAAAB9JREFUI+dvPf3wm02Q8R4WHepYdBTVdkyet3LL/lMAoTYUdKDYE8MAAAAASUVORK5CYII="),
            [(3, 8, true, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALCAMAAAHtgGe/AAADAFBMVEUAAAABAwcCBg4DCRUEDBwFDyMGEioHFTEIGDgJGz8KHkYLIU0MJFQNJ1sOKmIPL"
                    + "WkQMHARM3cSNn"
                + "4TOYUUPIwVP5MWQpoXRaEYSKgZS68aTrYbUb0cVMQdV8seWtIfXdkgYOAhY+ciZu4jafUkbPwlbwMmcgondREoeBgpex8qfiYrgS0shDQthzsuikIvj"
                + "UkwkFAxk1cyll4z"
                + "mWU0nGw1n3M2ono3pYE4qIg5q486rpY7sZ08tKQ9t6s+urI/vblAwMBBw8dCxs5DydVEzNxFz+NG0upH1fFI2PhJ2/9K3gZL4Q1M5BRN5xtO6iJP7Sl"
                + "Q8DBR8zdS9j5T+U"
                + "VU/ExV/1NWAlpXBWFYCGhZC29aDnZbEX1cFIRdF4teGpJfHZlgIKBhI6diJq5jKbVkLLxlL8NmMspnNdFoONhpO99qPuZrQe1sRPRtR/tuSgJvTQlwU"
                + "BBxUxdyVh5zWSV0"
                + "XCx1XzN2Yjp3ZUF4aEh5a096blZ7cV18dGR9d2t+enJ/fXmAgICBg4eCho6DiZWEjJyFj6OGkqqHlbGImLiJm7+KnsaLoc2MpNSNp9uOquKPremQsPC"
                + "Rs/eStv6TuQWUvA"
                + "yVvxOWwhqXxSGYyCiZyy+azjab0T2c1ESd10ue2lKf3Vmg4GCh42ei5m6j6XWk7Hyl74Om8oqn9ZGo+Jip+5+q/qarAa2sBLStB7uuCsKvDcmwENCxE"
                + "9eyFt6zGeW0HOy1"
                + "H/O2Ivq3JQG4KAi5Kw+6Lha7MR28NCS9Nyu+OjK/PTnAQEDBQ0fCRk7DSVXETFzFT2PGUmrHVXHIWHjJW3/KXobLYY3MZJTNZ5vOaqLPbanQcLDRc7f"
                + "Sdr7TecXUfMzVf9"
                + "PWgtrXheHYiOjZi+/ajvbbkf3clATdlwvemhLfnRngoCDhoyfipi7jqTXkrDzlr0PmskrntVHouFjpu1/qvmbrwW3sxHTtx3vuyoLvzYnw0JDx05fy1"
                + "p7z2aX03Kz137P2"
                + "4rr35cH46Mj568/67tb78d389OT99+v++vL//flXJ1cKAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAADJJREFUeNpjYIhg1Ihg0GEMYZhy4A2"
                + "DmBPjKh2mKVMYvB"
                + "LKehYx3hMDAiAXCBi4Fc19GUNBfC9mbxstAAAAM0lEQVQgYJ5lYLCBxUvMS4yhdvLK/QyqBtZugTHpRbWM+dxQAFYHBszLV4OBtjaLF0wWAKx2H5+7X"
                + "zc1AAAAAElFTkSu"
                + "QmCC"),
            [(4, 8, false, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALCAQAAAAHUG+QAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAADFJREFUeNqNzCEPQEAcQPH/YcolxVThp"
                    + "ui6aNN9Dt0m6r"
                + "quK5IiKbqg6brwZJfsl98TQRMSk5Xgd/kAAAAxSURBVJKRU1KhDFq+HCM2t2gj+fKM2KHMrOwcXNw8+ASo89c++bWvaejoGRiZWNh4AVxhMlfQWHtNA"
                + "AAAAElFTkSuQmCC"),
            [(4, 8, true, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALCAQAAAFwV18GAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAAEpJREFUeNpdzKEKwlAYxfFzN9v6ukEQX"
                    + "LjNYDMYLhgEhQ"
                + "WDzSgYbIM9wJo3GS2iFt9An8Qn8B3+Xp04lB9f+Q7nSOSYLrmUYabIc+OBUoZXX9ITAAAAS0lEQVSYE5kiLy85Fmyo2GPupKq9o5oS2vQZY2afOHKqx"
                + "bvSyuqilgvv16lg"
                + "y5Er6mAZMGLCnCVrCsyKRL++S434UJ7V6AVh/b/4BA29RHu94hGMAAAAAElFTkSuQmCC"),
            [(4, 16, false, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALEAQAAABXwLPTAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAAENJREFUeNqtziEPggAQhuHvxFlMFmY1M"
                    + "IrdbnSz8zvobE"
                + "S73W6nmCwmC51Ao9MN5wsJNwbF8Gx32233SnLXGiF22OOAI85I3HRSsfkAAABESURBVE1RdyRNWShimBHolOfaskxY9tcz76QHTS+UqNCgxYfgFTZde"
                + "P0bbmPhxruh0XCL"
                + "/xVuKWEZLrjihjsKPPF2/wLiHlBLEp5GSAAAAABJRU5ErkJggg=="),
            [(4, 16, true, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALEAQAAAEgx4NFAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAAF9JREFUeNqFzrEOwXAQx/Hf0c3e3SCRM"
                    + "HQz2AyGJgYJic"
                + "FgM0oMNkkfwMZktAgWb8CTeALvUN+jaIJo8rnetXf//0lKUw3S1KzqiXjqXvWotCKccfUiJLT4pT1JXSrYSnJSzJfIS9PQAAAAX0lEQVQRZlhg420Xk"
                + "pAOKPMeyVOJzjIa"
                + "6Pho/zH6GlPsl7wVtU4SRZzljlJgcdb+fNucg5bY4eT7VwgRmmijiyHGmMIHNCEp+Uq/fWyTZ5mibZPEDhRfqPYQ3Kf+XHcDSuRpbmtUhPsAAAAASUV"
                + "ORK5CYII="),
            [(6, 8, false, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALCAYAAACtWacbAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAAFxJREFUeNpjYDDN+s/tUPpfzLvhv2JY9"
                    + "3+dxGn/zXMW/n"
                + "cqX/Pft2n7/4jeQ/8ZVaP6/3NzczPgw0yqqqoMhDCzV2p9g4SEBAMqngHFED4LSCWq8aoY1jHsfKf8/8hPvf9zoKlEAAAAXUlEQVTnWSz/3+J3+f9Uy"
                + "v//B9Wo/78NUv+z"
                + "WRf8F3Sr/s94T9iDSg5Xd4zB4nBUjMXhmJihaPmd/7Wbnv/v2Pvp/+QTf//Pu8zxf+U94f9bXsr93/9F8/+p/yb/AXT2W9FD0fFLAAAAAElFTkSuQmCC"),
            [(6, 8, true, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALCAYAAAHaXpeNAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAAIJJREFUeNpjYDDN+h/Re+g/o0bspP8RE"
                    + "REMDDqJ0/4zhn"
                + "Tu+88w5eS//we+av1/oxj2n0HMu+G/U/ma/4yr7ov819HRYWCaMmUKAwgzeNVv+Z8w9dT/stUP/vcc/PZ/0XWe/4z3hD3+i4mJMSBjuBZkzMDtUPpfM"
                + "az7v3nOwv++Tdv/"
                + "M4Z27VPQ0t4AAACCSURBVEfRyuTl5cWAjJlnbfFvMNhgwGBgYMCwAYhZQKIgpV5QLQy1m57/n3zi7/+V94T/7/+i+Z9BNar/v0HqrP/WBUv/u1Vv+B/"
                + "Ytvt/zMRj/9PnXP"
                + "xftPzOf5AGxvwlN/9zc3Mz4MMYrsGGmZcfjGlYvVqbYbU2JtaGYrCrCVkHAJFtihGq4XaWAAAAAElFTkSuQmCC"),
            [(6, 16, false, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALEAYAAAD9yXtYAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAAJJJREFUeNqd0jFEhGEcx/Hf77mTaDg5k"
                    + "oZIzomkoZO0VE"
                + "5yJ23JaWm4JQ2JNJz0aoqkIdIUN51oSuSGc5yGtDS0JbclLUlakjz93lflXnrP2/kPn+F9PO/zfN8XAFJYthYdmMC67EIWjuzDPHblIJZwKEexgqKcw"
                + "gZO5Sy2cSEXsIea"
                + "tUQCOex7G7mDVjXayB20IhuMIIMJrur/AAAAkklEQVQ8thwH3d7gL/njkd/GddHfN+iADDq695zNr4gyntmvRpd455C8YZRj8o4xpuUDezgnX5hgTn5"
                + "wmHnFbeM4V2Unp1"
                + "lwY9cZ50xwbIaNze+rBRk2foRJTnKxeeww+mL/9//xfRyuscR7xdrkGR/lDit8lQe84qc85q1plyesm7g855PplVW+mQF5TWtGrP0CxVl5+JckxH0AA"
                + "AAASUVORK5CYII="),
            [(6, 16, true, 11, 9)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAkAAAALEAYAAAGKzkvOAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAAMBJREFUeNqN0D9oFEEUx/Hv73Jd7C6kv"
                    + "0KIesU2wcJGLE"
                + "LYIEHQIHIBLUQIgiJoihBcUgRiIqKeFoeNohzxLI4QsBDMnyKonZUIkqSzsUzszOU3m9xlOaJxB+YzvJl57+0A9DPWbHKZh6w2m1KfRvUkDYThr8Q1n"
                + "oedi5rRR+9Q4TM7"
                + "XiyzrZP2l4oaCRu9DJF4cY5x3vkKb9lQjwMllZyHnCqq+DrpXAnZY+6z6BNXecYXe486m3aOFX7bV3zTsZBqXQUN/35ABgAAAMBJREFUOtCbDrQvHeZ"
                + "aqdslPOsw6eYsd5"
                + "2xyAiz9jQ3eWnPM8X7UPISD1g6KJlVoZSbjxWnP7Gv2jpGF1UtajhJiNQgck8RUWpjz3x6Ls6kjjtKaVIL+ulmnuqT/th5recKdklbuRPhzY9zhUdeR"
                + "Fynas9wmzd2gAka"
                + "9gLTfLBlHrNmb/CCr/YONX7YSRYIBbjFa7470J0ODlN/iWf956tkX6dTddilmlZUThLVVeeUN8L8H6ZzxjytVz6i9aN+eRckgK83hZyDkQAAAABJRU5"
                + "ErkJggg=="),
            [(0, 1, true, 1, 1)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABAQAAAAFAacmyAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAAAVJREFUeNpjYADjq7XkAAAABUlEQVQAA"
                    + "AIAATgPvTEAAA"
                + "AASUVORK5CYII="),
            [(2, 8, true, 2, 3)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAFlEcHbAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAAA9JREFUeNpjYDDNYhDzbmDgdihlqcYGf"
                    + "wAAAA9JREFUUI"
                + "3qN0idZV2wFAAyEQXODt88egAAAABJRU5ErkJggg=="),
            [(0, 8, false, 1, 1)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAAAVJREFUeNpjYADjq7XkAAAABUlEQVQAA"
                    + "AIAATgPvTEAAA"
                + "AASUVORK5CYII="),
            [(0, 4, true, 4, 4)] = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAEBAAAAAE+bRw1AAAAEHRFWHRDb21tZW50AGxlZnQgb3V0LR5EHQAAAAxJREFUeNpjYGBIYFjAsJExzrYkbwAAA"
                    + "AxJREFUmiFgG+"
                + "OvMAAbQwRlYIIxxQAAAABJRU5ErkJggg=="),
        };
}
